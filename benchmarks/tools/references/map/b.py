def df_tool(params):
    import json

    def visit(place_id, seen):
        if place_id in seen:
            return
        data = json.loads(external_apis["host_get_location_data"]({"location_id": place_id}))
        if not data.get("success"):
            return
        seen[place_id] = data["name"]
        for goal in data["exits"].values():
            visit(goal, seen)

    places = {}
    visit(params["location_id"], places)
    lines = [f"{at}. {name}" for at, name in enumerate(places.values(), 1)]
    return "You unroll the map:\n" + "\n".join(lines)
