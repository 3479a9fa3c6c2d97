# Caught by: works
def df_tool(params):
    import json

    if params["location_id"] != "hall":
        return json.dumps({"error": "The snare finds nobody to hold."})
    external_apis["host_create_temporary_object"](
        {
            "type": "snare",
            "location_id": "hall",
            "soul_id": params["soul_id"],
            "to_landmark_id": "guard_post",
            "duration": 45,
            "client_visual_config": {"spans": False},
        }
    )
    return json.dumps({"message": "The guard is caught."})
