# Caught by: works
def df_tool(params):
    import json

    me = json.loads(external_apis["host_get_entity_data"]({"entity_id": params["soul_id"]}))
    place = json.loads(
        external_apis["host_get_location_data"]({"location_id": params["location_id"]})
    )
    return json.dumps({"message": f"Everyone hears: {me['name']} is in {place['name']}."})
