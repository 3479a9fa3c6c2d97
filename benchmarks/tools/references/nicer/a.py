def df_tool(params):
    import json

    reply = json.loads(
        external_apis["host_set_light"](
            {"location_id": params["location_id"], "value": "golden", "duration": 600}
        )
    )
    return json.dumps({"message": "Warm light fills the place."} if reply["success"] else reply)
