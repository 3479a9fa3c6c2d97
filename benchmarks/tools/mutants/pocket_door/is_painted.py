# Caught by: works
def df_tool(params):
    import json

    external_apis["host_set_landmark_visual_config"](
        {
            "location_id": params["location_id"],
            "landmark_key": "painted_door",
            "config": {"display_name": "Pocket Door"},
        }
    )
    return json.dumps({"message": "A narrow door opens into a small room."})
