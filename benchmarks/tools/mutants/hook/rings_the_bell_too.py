# Caught by: reach
def df_tool(params):
    import json

    if params["location_id"] != "tower":
        return json.dumps({"error": "There is nothing here for the hook to catch on."})
    external_apis["host_create_temporary_object"](
        {
            "soul_id": params["soul_id"],
            "type": "rope",
            "location_id": "tower",
            "to_landmark_id": "balcony",
            "duration": 60,
            "client_visual_config": {},
        }
    )
    external_apis["host_apply_effect_on_environment_object"](
        {"object_id": "bell", "effect_details": {"strikes": 99}}
    )
    return json.dumps({"message": "The hook holds."})
