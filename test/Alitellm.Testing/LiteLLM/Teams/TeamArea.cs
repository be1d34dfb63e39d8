using System.Text.Json.Nodes;

namespace Alitellm.Testing.LiteLLM;

/// <summary>Writes of teams: create, update, delete.</summary>
internal sealed class TeamArea(LiteLLMWorld world) : Area
{
    public override IEnumerable<Route> Routes =>
    [
        new("POST", "/team/new", RouteAccess.Admin, Create),
        new("POST", "/team/update", RouteAccess.Admin, Update),
        new("POST", "/team/delete", RouteAccess.Admin, Delete),
    ];

    public override void Wipe() => world.TeamTable.Clear();

    public override void Dump(JsonObject target)
    {
        var rows = new JsonArray();
        foreach (var row in world.TeamTable.Rows.OrderBy(row => row.IdIsMinted ? "~" + row.Alias : row.Id, StringComparer.Ordinal))
        {
            var columns = (JsonObject)row.Columns.DeepClone();
            foreach (var minted in new[] { "object_permission_id", "model_id", "budget_reset_at" })
            {
                columns.Remove(minted);
            }

            (columns["metadata"] as JsonObject)?.Remove(TeamFields.MemberBudgetId);
            rows.Add((JsonNode)new JsonObject
            {
                ["team_id"] = row.IdIsMinted ? null : row.Id,
                ["team"] = columns,
                ["object_permission"] = row.ObjectPermission?.DeepClone(),
                ["model_aliases"] = row.ModelAliases?.DeepClone(),
            });
        }

        if (rows.Count > 0)
        {
            target["teams"] = rows;
        }
    }

    private Reply Create(Exchange exchange)
    {
        var body = exchange.Object();
        if (Json.Text(body["team_id"]) is { } id && world.TeamTable.Find(id) is not null)
        {
            return Errors.Wrapped(400, $"Team id = {id} already exists. Please use a different team id.");
        }

        var row = world.TeamWrites.New(body, exchange.Now);
        world.PutTeam(row);
        return Reply.Ok(TeamWriter.Written(row));
    }

    private Reply Update(Exchange exchange)
    {
        var body = exchange.Object();
        if (Json.Text(body["team_id"]) is not { } id)
        {
            return Errors.Missing(body, "body", "team_id");
        }

        if (world.TeamTable.Find(id) is not { } row)
        {
            return Errors.Wrapped(404, $"Team not found, passed team_id={id}");
        }

        if (body.Count > 1)
        {
            row = world.TeamWrites.Change(row, body, exchange.Now);
            world.PutTeam(row);
        }

        return Reply.Ok(new JsonObject { ["team_id"] = id, ["data"] = TeamWriter.Written(row) });
    }

    /// <summary>All or nothing.</summary>
    private Reply Delete(Exchange exchange)
    {
        var body = exchange.Object();
        if (body["team_ids"] is not JsonArray ids || !ids.All(Json.IsString))
        {
            return Errors.Missing(body, "body", "team_ids");
        }

        var rows = ids.Select(id => (Id: Json.Text(id)!, Row: world.TeamTable.Find(Json.Text(id)!))).ToList();
        if (rows.Find(entry => entry.Row is null) is { Id: { } unknown })
        {
            return Errors.Wrapped(404, $"Team not found, passed team_id={unknown}");
        }

        foreach (var (id, _) in rows)
        {
            world.RemoveTeam(id);
        }

        return Reply.Ok(new JsonObject { ["deleted_teams"] = new JsonArray([.. rows.Select(entry => TeamWriter.Written(entry.Row!))]) });
    }
}
