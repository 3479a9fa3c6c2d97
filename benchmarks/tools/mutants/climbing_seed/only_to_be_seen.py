# Caught by: works
def df_tool(params):
    import json

    if params["location_id"] != "garden":
        return json.dumps({"error": "The seed needs earth."})
    external_apis["host_create_temporary_object"](
        {
            "soul_id": params["soul_id"],
            "type": "vine",
            "location_id": "garden",
            "to_landmark_id": "terrace",
            "duration": 600,
            "client_visual_config": {"spans": False},
        }
    )
    return json.dumps({"message": "A vine one can climb by."})
