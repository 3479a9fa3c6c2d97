# Caught by: works
def df_tool(params):
    import json

    soul = json.loads(external_apis["host_get_entity_data"]({"entity_id": params["soul_id"]}))
    return json.dumps({"message": f"{soul['name']}, your friends are north of here."})
