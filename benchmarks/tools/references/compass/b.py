def df_tool(params):
    import json

    lines = []
    for soul_id in ["soul_ada", "soul_ben", "soul_cyd"]:
        soul = json.loads(external_apis["host_get_entity_data"]({"entity_id": soul_id}))
        if soul_id == params["soul_id"] or soul.get("error") or not soul["location_id"]:
            continue
        place = json.loads(
            external_apis["host_get_location_data"]({"location_id": soul["location_id"]})
        )
        lines.append(f"{soul['name']}: {place['name']}")
    return "The needle points out " + ", ".join(lines) + "."
