def df_tool(params):
    import json

    reply = json.loads(
        external_apis["host_set_light"](
            {"location_id": params["location_id"], "value": "bright", "duration": 120}
        )
    )
    return json.dumps({"message": "The torch flares up."} if reply["success"] else reply)
