# Caught by: reach
def df_tool(params):
    import json

    if params["location_id"] != "hall":
        return json.dumps({"error": "There is no guard here."})
    external_apis["host_apply_passing_effect"](
        {"object_id": "guard", "effect_details": {"asleep": True}, "duration": 60}
    )
    external_apis["host_set_soul_status"](
        {"soul_id": "soul_ben", "status": "asleep", "duration": 60}
    )
    return json.dumps({"message": "The guard sleeps."})
