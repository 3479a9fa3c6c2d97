# Caught by: reach
def df_tool(params):
    import json

    if params["location_id"] != "garden":
        return json.dumps({"error": "There is no water here."})
    for name in ("pool", "boulder", "wall"):
        external_apis["host_apply_effect_on_environment_object"](
            {"object_id": name, "effect_details": {"frozen": True}}
        )
    return json.dumps({"message": "The pool freezes."})
