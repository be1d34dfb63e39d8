using System.Text.Json.Nodes;

namespace Alitellm.Testing.LiteLLM;

/// <content>MCP servers, toolsets and agents behind the operator's back. Nothing here appears in the journal.</content>
public sealed partial class LiteLLMWorld
{
    /// <summary>The stored MCP servers with their ids, secrets in clear, in order of creation.</summary>
    public IReadOnlyList<JsonObject> McpServers => Rows(AreaOf<McpServerArea>().Table, "server_id");

    /// <summary>The stored toolsets with their ids.</summary>
    public IReadOnlyList<JsonObject> Toolsets => Rows(AreaOf<ToolsetArea>().Table, "toolset_id");

    /// <summary>The stored agents with their ids, secrets in clear.</summary>
    public IReadOnlyList<JsonObject> Agents => Rows(AreaOf<AgentArea>().Table, "agent_id");

    /// <summary>Whether MCP servers leave those who dial them waiting.</summary>
    public bool McpServersHang
    {
        get => AreaOf<McpServerArea>().ServersHang;
        set => AreaOf<McpServerArea>().ServersHang = value;
    }

    public JsonObject? FindMcpServer(string id) => McpServers.FirstOrDefault(row => Json.Text(row["server_id"]) == id);

    /// <summary>The toolset of this name.</summary>
    public JsonObject? FindToolset(string name) => Toolsets.FirstOrDefault(row => Json.Text(row["toolset_name"]) == name);

    /// <summary>The agent of this name.</summary>
    public JsonObject? FindAgent(string name) => Agents.FirstOrDefault(row => Json.Text(row["agent_name"]) == name);

    /// <returns>The row's id.</returns>
    /// <exception cref="ArgumentException">LiteLLM would refuse the body.</exception>
    public string CreateMcpServerByHand(JsonObject body) => CreateByHand(AreaOf<McpServerArea>().Table, AreaOf<McpServerArea>().NewRow, body);

    /// <inheritdoc cref="CreateMcpServerByHand"/>
    public string CreateToolsetByHand(JsonObject body) => CreateByHand(AreaOf<ToolsetArea>().Table, AreaOf<ToolsetArea>().NewRow, body);

    /// <inheritdoc cref="CreateMcpServerByHand"/>
    public string CreateAgentByHand(JsonObject body) => CreateByHand(AreaOf<AgentArea>().Table, AreaOf<AgentArea>().NewRow, body);

    /// <summary>Somebody edits a row: the columns named are replaced; an object merges one level deep, a null in it removes.</summary>
    /// <exception cref="KeyNotFoundException">There is no such row.</exception>
    public void EditMcpServerByHand(string id, JsonObject patch) => EditByHand(AreaOf<McpServerArea>().Table, id, patch);

    /// <inheritdoc cref="EditMcpServerByHand"/>
    public void EditToolsetByHand(string id, JsonObject patch) => EditByHand(AreaOf<ToolsetArea>().Table, id, patch);

    /// <inheritdoc cref="EditMcpServerByHand"/>
    public void EditAgentByHand(string id, JsonObject patch) => EditByHand(AreaOf<AgentArea>().Table, id, patch);

    /// <exception cref="KeyNotFoundException">There is no such row.</exception>
    public void DeleteMcpServerByHand(string id) => DeleteByHand(AreaOf<McpServerArea>().Table, id);

    /// <inheritdoc cref="DeleteMcpServerByHand"/>
    public void DeleteToolsetByHand(string id) => DeleteByHand(AreaOf<ToolsetArea>().Table, id);

    /// <inheritdoc cref="DeleteMcpServerByHand"/>
    public void DeleteAgentByHand(string id) => DeleteByHand(AreaOf<AgentArea>().Table, id);

    private T AreaOf<T>()
        where T : Area
    {
        return areas.OfType<T>().Single();
    }

    private IReadOnlyList<JsonObject> Rows(MemoryTable table, string id)
    {
        lock (gate)
        {
            return [.. table.Rows.Select(row =>
            {
                var body = (JsonObject)row.Body.DeepClone();
                body.Insert(0, id, row.Id);
                return body;
            })];
        }
    }

    private string CreateByHand(MemoryTable table, Func<JsonObject, DateTimeOffset, StoredRow> make, JsonObject body)
    {
        ArgumentNullException.ThrowIfNull(body);
        lock (gate)
        {
            try
            {
                var row = make(body, Now);
                table.Put(row, Now, replica: 0);
                return row.Id;
            }
            catch (ReplyException error)
            {
                throw new ArgumentException($"LiteLLM would answer {error.Reply.Status} to this body.", nameof(body), error);
            }
        }
    }

    private void EditByHand(MemoryTable table, string id, JsonObject patch)
    {
        ArgumentNullException.ThrowIfNull(patch);
        lock (gate)
        {
            var row = table.Find(id) ?? throw new KeyNotFoundException($"There is no row with the id {id}.");
            var body = (JsonObject)row.Body.DeepClone();
            foreach (var (key, value) in patch)
            {
                body[key] = value is JsonObject inner && body[key] is JsonObject stored ? Edited(stored, inner) : value?.DeepClone();
            }

            table.Put(row with { Body = body, UpdatedAt = Now }, Now, replica: 0);
        }
    }

    private void DeleteByHand(MemoryTable table, string id)
    {
        lock (gate)
        {
            if (!table.Remove(id, Now, replica: 0))
            {
                throw new KeyNotFoundException($"There is no row with the id {id}.");
            }
        }
    }
}
