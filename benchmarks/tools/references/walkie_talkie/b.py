def df_tool(params):
    import json

    def name(api, key, value):
        return json.loads(external_apis[api]({key: value})).get("name", "somewhere")

    who = name("host_get_entity_data", "entity_id", params["soul_id"])
    where = name("host_get_location_data", "location_id", params["location_id"])
    said = external_apis["host_log_message_to_world"](
        {"message": "[" + where + "] " + who + " calls."}
    )
    return "Kshhh." if not said.startswith("Error") else json.dumps({"error": said})
