def df_tool(params):
    import json

    if params["location_id"] != "hall":
        return json.dumps({"error": "There is no guard here."})
    reply = json.loads(
        external_apis["host_apply_passing_effect"](
            {"object_id": "guard", "effect_details": {"asleep": True}, "duration": 60}
        )
    )
    return json.dumps(
        {"message": "The guard sinks down and snores."} if reply["success"] else reply
    )
