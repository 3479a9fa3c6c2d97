# Caught by: works
def df_tool(params):
    import json

    me = json.loads(external_apis["host_get_entity_data"]({"entity_id": params["soul_id"]}))
    external_apis["host_log_message_to_world"]({"message": f"An owl follows {me['name']}."})
    return json.dumps({"message": "An owl follows you."})
