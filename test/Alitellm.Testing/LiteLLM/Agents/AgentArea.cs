using System.Globalization;
using System.Text.Json.Nodes;

namespace Alitellm.Testing.LiteLLM;

/// <summary>A2A agents (contract §11 and §17): names are unique, ids are minted, the list comes from memory.</summary>
internal sealed class AgentArea(LiteLLMWorld world) : Area
{
    private const string Path = "/v1/agents";

    public MemoryTable Table { get; } = new();

    public override IEnumerable<Route> Routes =>
    [
        new("POST", Path, RouteAccess.Admin, Create),
        new("GET", Path, RouteAccess.AnyKey, List),
        new("GET", Path + "/{id}", RouteAccess.AnyKey, Read),
        new("PUT", Path + "/{id}", RouteAccess.Admin, Replace),
        new("PATCH", Path + "/{id}", RouteAccess.Admin, Patch),
        new("DELETE", Path + "/{id}", RouteAccess.Admin, Delete),
    ];

    private bool Later => world.Version.AtLeast(1, 84);

    private IEnumerable<AgentColumn> Known => AgentColumn.All.Where(column => Later || !column.Later);

    public override void Wipe() => Table.Clear(world.Now);

    public override void Dump(JsonObject target)
    {
        var rows = new JsonArray();
        foreach (var row in Table.Rows.OrderBy(row => row.Text("agent_name"), StringComparer.Ordinal))
        {
            var body = (JsonObject)row.Body.DeepClone();
            (body["agent_card_params"] as JsonObject)?.Remove(AgentFronting.Interfaces);
            rows.Add((JsonNode)body);
        }

        if (rows.Count > 0)
        {
            target["agents"] = rows;
        }
    }

    /// <summary>The row that a create request describes; throws the answer when it describes none.</summary>
    public StoredRow NewRow(JsonObject body, DateTimeOffset now)
    {
        var id = world.NewId();
        var row = RowOf(id, body, storedParams: null);
        return NameIsTaken(Json.Text(row["agent_name"]), id)
            ? throw new ReplyException(Errors.PlainDetail(400, $"Agent with name {Json.Text(row["agent_name"])} already exists"))
            : new StoredRow(id, row, now, now) { IdIsMinted = true };
    }

    private Reply Create(Exchange exchange)
    {
        var row = NewRow(exchange.Object(), exchange.Now);
        Put(row, exchange);
        return Reply.Ok(Shown(row));
    }

    private Reply Replace(Exchange exchange)
    {
        var id = exchange.Value("id");
        var sent = exchange.Object();
        var stored = Table.Find(id);
        var body = RowOf(id, sent, stored?.Body["litellm_params"] as JsonObject);
        return stored is null ? NotFound(id) : Store(stored with { Body = body, UpdatedAt = exchange.Now }, exchange);
    }

    private Reply Patch(Exchange exchange)
    {
        var id = exchange.Value("id");
        var sent = exchange.Object();
        if (Table.Find(id) is not { } stored)
        {
            return NotFound(id);
        }

        var body = (JsonObject)stored.Body.DeepClone();
        foreach (var (key, value) in sent)
        {
            if (value is not null and not JsonObject { Count: 0 })
            {
                body[key] = value.DeepClone();
            }
        }

        var row = RowOf(id, body, stored.Body["litellm_params"] as JsonObject);
        return Store(stored with { Body = row, UpdatedAt = exchange.Now }, exchange);
    }

    private Reply Delete(Exchange exchange)
    {
        var id = exchange.Value("id");
        return Table.Remove(id, exchange.Now, exchange.Replica.Index, exchange.SkipMemory)
            ? Reply.Ok(new JsonObject { ["message"] = $"Agent {id} deleted successfully" })
            : NotFound(id);
    }

    private Reply List(Exchange exchange)
    {
        var rows = new JsonArray();
        var held = Table.InMemory(exchange.Replica, exchange.Stale).ToList();
        foreach (var row in held.Concat(Config().Where(config => held.TrueForAll(row => row.Text("agent_name") != config.Text("agent_name")))))
        {
            var shown = Shown(row);
            if (shown["litellm_params"] is JsonObject parameters)
            {
                parameters["is_public"] ??= false;
            }

            rows.Add((JsonNode)shown);
        }

        return Reply.Ok(rows);
    }

    private Reply Read(Exchange exchange) => Table.Find(exchange.Value("id")) is { } row ? Reply.Ok(Shown(row)) : NotFound(exchange.Value("id"));

    private Reply Store(StoredRow row, Exchange exchange)
    {
        if (NameIsTaken(row.Text("agent_name"), row.Id))
        {
            return Errors.PlainDetail(500, "Error updating agent in DB: Unique constraint failed on the fields: (`agent_name`)");
        }

        Put(row, exchange);
        return Reply.Ok(Shown(row));
    }

    private void Put(StoredRow row, Exchange exchange) => Table.Put(row, exchange.Now, exchange.Replica.Index, exchange.SkipMemory);

    private bool NameIsTaken(string? name, string id) => Table.Rows.Any(row => row.Text("agent_name") == name && row.Id != id);

    /// <summary>What is stored of a whole body: known fields only; nothing that is not sent survives, but secrets of newer versions.</summary>
    private JsonObject RowOf(string id, JsonObject sent, JsonObject? storedParams)
    {
        var row = new JsonObject { ["agent_name"] = Columns.Required(sent, "agent_name"), ["agent_card_params"] = Card(id, sent) };
        foreach (var column in Known)
        {
            row[column.Name] = Columns.Of(column.Kind, sent[column.Name], column.Name);
        }

        var parameters = row["litellm_params"] as JsonObject ?? [];
        row["litellm_params"] = Later ? AgentRedaction.Restored(parameters, storedParams) : parameters.DeepClone();
        return row;
    }

    private JsonObject Card(string id, JsonObject sent)
    {
        if (sent["agent_card_params"] is null && !Later)
        {
            throw new ReplyException(Errors.Missing(sent, "body", "agent_card_params"));
        }

        var given = (JsonObject?)Columns.Of(ColumnKind.Map, sent["agent_card_params"], "agent_card_params") ?? [];
        var card = new JsonObject();
        foreach (var column in AgentColumn.Card.Where(column => Later || !column.Later))
        {
            if (Columns.Of(column.Kind, given[column.Name], column.Name) is { } value)
            {
                card[column.Name] = value;
            }
        }

        return Later ? AgentFronting.Of(card, id, Json.Text(sent["agent_name"]) ?? "") : card;
    }

    /// <summary>The agents of the configuration file: in the list only, under a hash of their names.</summary>
    private IEnumerable<StoredRow> Config() => world.Options.ConfigAgents.Select(body =>
    {
        var id = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(Json.Text(body["agent_name"]) ?? "")));
        return new StoredRow(id, RowOf(id, body, null), default, default) { FromConfig = true };
    });

    private JsonObject Shown(StoredRow row)
    {
        var shown = new JsonObject { ["agent_id"] = row.Id };
        Json.DeepMerge(shown, row.Body);
        if (Later)
        {
            shown["litellm_params"] = AgentRedaction.Hide(row.Body["litellm_params"]);
            shown["spend"] = 0;
        }

        shown["created_at"] = row.CreatedAt.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'000Z'", CultureInfo.InvariantCulture);
        shown["updated_at"] = row.UpdatedAt.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'000Z'", CultureInfo.InvariantCulture);
        shown["created_by"] = "default_user_id";
        shown["updated_by"] = "default_user_id";
        return shown;
    }

    private static Reply NotFound(string id) => Errors.PlainDetail(404, $"Agent with ID {id} not found");
}
