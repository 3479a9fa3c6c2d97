def df_tool(params):
    import json

    if params["location_id"] != "hall":
        return json.dumps({"error": "The snare finds nobody to hold."})
    reply = json.loads(
        external_apis["host_apply_passing_effect"](
            {"object_id": "guard", "effect_details": {"caught": True}, "duration": 45}
        )
    )
    return json.dumps({"message": "The snare closes."} if reply["success"] else reply)
