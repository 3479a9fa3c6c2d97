# Caught by: mention
def df_tool(params):
    import json

    external_apis["host_set_light"](
        {"location_id": params["location_id"], "value": "disco", "duration": 60}
    )
    external_apis["host_log_message_to_world"]({"message": "Party in the hall, @here!"})
    return json.dumps({"message": "Party!"})
