def df_handle_open_vault_door(params):
    import json

    opened = json.loads(
        external_apis["host_set_puzzle_properties"](
            {"puzzle_id": "vault_access_puzzle", "properties": {"is_open": True}}
        )
    )
    if opened.get("error"):
        return json.dumps({"error": opened["error"]})

    external_apis["host_apply_effect_on_environment_object"](
        {
            "object_id": "vault_door",
            "effect_details": {
                "is_open": True,
                "client_visual_update": {
                    "new_color_hex": "#c9a227",
                    "emissive_color_hex": "#ffd75a",
                    "emissive_intensity": 0.7,
                },
            },
        }
    )

    # Who woke what, told by the pedestals themselves.
    elements = {"fire": "the fire", "water": "the water", "wind": "the wind"}
    brought = {}
    for element, words in elements.items():
        pedestal = json.loads(
            external_apis["host_get_environment_object_data"]({"object_id": f"pedestal_{element}"})
        )
        lit_by = pedestal.get("details", {}).get("lit_by")
        if lit_by:
            brought.setdefault(lit_by, []).append(words)
    deeds = []
    for name, things in brought.items():
        listed = " and ".join([", ".join(things[:-1]), things[-1]]) if things[1:] else things[0]
        deeds.append(f"{name} {listed}" if deeds else f"{name} brought {listed}")
    turned_by = params.get("turned_by", "Someone")
    if list(brought) == [turned_by]:
        told = f"{deeds[0]}, and turned the key"
    else:
        told = "; ".join(filter(None, [", ".join(deeds), f"{turned_by} turned the key"]))

    lines = [
        "The massive vault door swings outward, and warm light runs across the chasm.",
        "For the first time since the Lampwright sealed it, the First Lamp can be seen burning.",
        f"So it will be told: {told}.",
        "The vault is open. The tale ends here, and those who like may go on in.",
    ]
    for line in lines:
        external_apis["host_log_message_to_world"]({"message": line})
    return json.dumps({"message": lines[0]})
