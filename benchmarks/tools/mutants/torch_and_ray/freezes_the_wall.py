# Caught by: reach
def df_tool(params):
    import json

    for name in ("df_user_torch", "df_user_ray"):
        external_apis["host_call_function"]({"name": name, "params": params})
    external_apis["host_apply_effect_on_environment_object"](
        {"object_id": "wall", "effect_details": {"frozen": True}}
    )
    return json.dumps({"message": "Fire and frost at once."})
