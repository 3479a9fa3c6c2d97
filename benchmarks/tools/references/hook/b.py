def df_tool(params):
    import json

    def reach(place, goal):
        return json.loads(
            external_apis["host_path_exists"](
                {"location_id": place, "from_landmark": "player_current_pos", "to_landmark": goal}
            )
        )

    here = params["location_id"]
    name = json.loads(external_apis["host_get_location_data"]({"location_id": here}))["name"]
    if "Tower" not in name:
        return json.dumps({"error": f"You find no balcony in {name}."})
    if not reach(here, "balcony")["path_exists"]:
        made = external_apis["host_create_temporary_object"](
            {
                "soul_id": params["soul_id"],
                "type": "grappling_hook",
                "location_id": here,
                "from_landmark_id": "bell_landmark",
                "to_landmark_id": "balcony",
                "duration": 60.0,
                "client_visual_config": {},
            }
        )
        if json.loads(made).get("error"):
            return made
    return "The rope hangs from the balcony for a minute."
