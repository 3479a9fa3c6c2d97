# Caught by: expires
def df_tool(params):
    import json

    if params["location_id"] != "hall":
        return json.dumps({"error": "The snare finds nobody to hold."})
    external_apis["host_apply_effect_on_environment_object"](
        {"object_id": "guard", "effect_details": {"caught": True}}
    )
    return json.dumps({"message": "The snare holds for 45 seconds."})
