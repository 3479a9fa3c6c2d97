# Caught by: reach
def df_tool(params):
    import json

    if params["location_id"] != "tower":
        return json.dumps({"error": "Nothing here is broken."})
    for name in ("crystal", "bell"):
        external_apis["host_apply_effect_on_environment_object"](
            {"object_id": name, "effect_details": {"broken": False, "glued": True}}
        )
    return json.dumps({"message": "The crystal is whole."})
