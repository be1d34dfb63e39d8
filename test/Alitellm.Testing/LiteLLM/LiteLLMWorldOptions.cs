using System.Text.Json.Nodes;

namespace Alitellm.Testing.LiteLLM;

/// <summary>How the proxy under imitation is set up. Everything not said here follows LiteLLM's defaults.</summary>
public sealed record LiteLLMWorldOptions
{
    /// <summary>The admin key. Rotate it later with <see cref="LiteLLMWorld.SetMasterKey"/>.</summary>
    public string MasterKey { get; init; } = "sk-1234";

    /// <summary>What readiness reports; also selects the behaviour (from 1.84 on: no serving gap, 500 for a saved row that does not go live).</summary>
    public string Version { get; init; } = "1.81.13";

    /// <summary>Processes behind the endpoint. Each has its own memory; all share one database.</summary>
    public int Replicas { get; init; } = 1;

    /// <summary>How often a process reads the whole database again. Zero: at every request.</summary>
    public TimeSpan ReloadInterval { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Time between arrival of a mutating request and its answer. The effect is stored at arrival.</summary>
    public TimeSpan WriteLatency { get; init; }

    /// <summary>Time between arrival of a GET and its answer. The answer shows the state at arrival.</summary>
    public TimeSpan ReadLatency { get; init; }

    /// <summary>Whether mutating requests queue up, each waiting its latency after the one before, as LiteLLM's reload makes them at scale.</summary>
    public bool SerialWrites { get; init; }

    /// <summary>How long a PATCH of a model leaves the answering process without database models. Only below 1.84.</summary>
    public TimeSpan ServingGap { get; init; }

    public bool StoreModelInDb { get; init; } = true;

    /// <summary>Whether an enterprise licence is present.</summary>
    public bool Licensed { get; init; }

    /// <summary>Seed of minted ids, ciphertexts and fault probabilities.</summary>
    public int Seed { get; init; }

    /// <summary>Models of the configuration file: <c>{"model_name", "litellm_params", "model_info"}</c>.</summary>
    public IReadOnlyList<JsonObject> ConfigModels { get; init; } = [];

    /// <summary><c>router_settings</c> of the configuration file.</summary>
    public JsonObject? ConfigRouterSettings { get; init; }

    /// <summary>MCP servers of the configuration file, as sent to <c>POST /v1/mcp/server</c>.</summary>
    public IReadOnlyList<JsonObject> ConfigMcpServers { get; init; } = [];

    /// <summary>Agents of the configuration file, as sent to <c>POST /v1/agents</c>.</summary>
    public IReadOnlyList<JsonObject> ConfigAgents { get; init; } = [];

    /// <summary>Guardrails of the configuration file: <c>{"guardrail_name", "litellm_params", "guardrail_info"}</c>.</summary>
    public IReadOnlyList<JsonObject> ConfigGuardrails { get; init; } = [];

    /// <summary>Whether two guardrails of the database may not share a name. Some versions have such a constraint and some let them form a pool.</summary>
    public bool UniqueGuardrailNames { get; init; } = true;

    /// <summary>Keys of ordinary users: known to the proxy, not allowed to administer it.</summary>
    public IReadOnlyList<string> VirtualKeys { get; init; } = [];
}
