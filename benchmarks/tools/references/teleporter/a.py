def df_tool(params):
    import json

    if params["location_id"] != "hall":
        return json.dumps({"error": "From here the teleporter finds no tower."})
    souls = json.loads(external_apis["host_list_souls_in_location"]({"location_id": "hall"}))[
        "souls"
    ]
    taken = 0
    for soul in souls:
        if soul["id"] != params["soul_id"] and taken == 0:
            reply = json.loads(
                external_apis["host_move_soul"]({"soul_id": soul["id"], "to_location_id": "tower"})
            )
            taken += 1 if reply["success"] else 0
    if taken == 0:
        return json.dumps({"error": "Nobody wants to come along."})
    external_apis["host_move_soul"]({"soul_id": params["soul_id"], "to_location_id": "tower"})
    return json.dumps({"message": "The two of you stand in the tower."})
