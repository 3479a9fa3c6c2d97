def df_tool(params):
    import json

    here = params["location_id"]
    external_apis["host_set_light"]({"location_id": here, "value": "bright", "duration": 60})
    things = json.loads(external_apis["host_list_environment_objects"]({"location_id": here}))
    broken = [one["id"] for one in things["objects"] if one["details"].get("broken") is True]
    for name in broken:
        external_apis["host_apply_effect_on_environment_object"](
            {"object_id": name, "effect_details": {"broken": False, "mended": True}}
        )
    return f"In the bright light you mend {len(broken)} thing."
