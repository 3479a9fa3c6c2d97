# Caught by: works
def df_tool(params):
    import json

    external_apis["host_set_weather"](
        {"location_id": params["location_id"], "value": "clear", "duration": 60}
    )
    return json.dumps({"message": "It rains and rains."})
