# Caught by: expires
def df_tool(params):
    import json

    if params["location_id"] != "ledge":
        return json.dumps({"error": "There is no chasm here."})
    external_apis["host_apply_effect_on_environment_object"](
        {"object_id": "chasm", "effect_details": {"bridged": True}}
    )
    return json.dumps({"message": "A bridge of light, for thirty seconds."})
