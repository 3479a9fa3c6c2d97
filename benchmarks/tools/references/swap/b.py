def df_tool(params):
    import json

    here = params["location_id"]
    try:
        others = json.loads(
            external_apis["host_list_souls_in_location"]({"location_id": "garden"})
        )["souls"]
        other = [one for one in others if one["id"] != params["soul_id"]][0]
    except IndexError:
        return json.dumps({"error": "The garden is empty."})
    mine = json.loads(
        external_apis["host_move_soul"]({"soul_id": params["soul_id"], "to_location_id": "garden"})
    )
    theirs = json.loads(
        external_apis["host_move_soul"]({"soul_id": other["id"], "to_location_id": here})
    )
    if mine.get("error") or theirs.get("error"):
        return json.dumps({"error": mine.get("error") or theirs.get("error")})
    return f"You and {other['name']} have changed places."
