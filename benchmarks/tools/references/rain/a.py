def df_tool(params):
    import json

    reply = json.loads(
        external_apis["host_set_weather"](
            {"location_id": params["location_id"], "value": "rain", "duration": 60}
        )
    )
    return json.dumps({"message": "The first drops fall."} if reply["success"] else reply)
