# Caught by: works
def df_tool(params):
    import json

    external_apis["host_create_temporary_object"](
        {
            "soul_id": params["soul_id"],
            "type": "torch",
            "location_id": params["location_id"],
            "to_landmark_id": "way_to_hall",
            "duration": 120,
            "client_visual_config": {"spans": False},
        }
    )
    return json.dumps({"message": "The torch lights up the whole grotto."})
