# Caught by: reach
def df_tool(params):
    import json

    if params["location_id"] != "garden":
        return json.dumps({"error": "There is no boulder here."})
    for name in ("boulder", "wall"):
        external_apis["host_apply_effect_on_environment_object"](
            {"object_id": name, "effect_details": {"broken": True, "transformed": True}}
        )
    return json.dumps({"message": "A thousand wings lift."})
