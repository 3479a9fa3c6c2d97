# Caught by: expires
def df_tool(params):
    import json

    if params["location_id"] != "garden":
        return json.dumps({"error": "The seed needs earth."})
    external_apis["host_apply_effect_on_environment_object"](
        {"object_id": "wall", "effect_details": {"overgrown": True}}
    )
    return json.dumps({"message": "A vine shoots up."})
