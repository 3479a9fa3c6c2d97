def df_tool(params):
    import json

    me = json.loads(external_apis["host_get_entity_data"]({"entity_id": params["soul_id"]}))
    place = json.loads(
        external_apis["host_get_location_data"]({"location_id": params["location_id"]})
    )
    external_apis["host_log_message_to_world"](
        {"message": f"It crackles: {me['name']} here, calling from {place['name']}. Over."}
    )
    return json.dumps({"message": "Your voice is heard everywhere."})
