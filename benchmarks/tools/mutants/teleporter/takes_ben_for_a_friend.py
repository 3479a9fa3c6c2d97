# Caught by: another soul
def df_tool(params):
    import json

    for soul in ("soul_ada", "soul_ben"):
        if soul == params["soul_id"] or params["soul_id"] == "soul_ada":
            external_apis["host_move_soul"]({"soul_id": soul, "to_location_id": "tower"})
    return json.dumps({"message": "The two of you stand in the tower."})
