def df_tool(params):
    import json

    light = json.loads(external_apis["host_random"]({"low": 0, "high": 2}))["value"]
    value = ["aurora", "starlit", "rainbow"][light]
    external_apis["host_set_light"](
        {"location_id": params["location_id"], "value": value, "duration": 60}
    )
    return f"All at once everything is {value}."
