using System.Text.Json.Nodes;

namespace Alitellm.Operator.Tests.World.Discovery;

/// <summary>A world with a provider of models and a discovery that reads it.</summary>
internal sealed class DiscoveryWorld : IDisposable
{
    public const string Discovery = "LiteLLMModelDiscovery";
    public const string Key = "sk-canary-of-the-provider";

    /// <summary>A source without a key, whose models LiteLLM would serve.</summary>
    public const string KubeAi = """{"type":"kubeai","baseUrl":"http://kubeai.default.svc/openai/v1","refresh":{"interval":"30m"}}""";

    /// <summary>A source with a key.</summary>
    public const string OpenAi = """{"type":"openai","credentialsSecretRef":{"name":"provider"},"refresh":{"interval":"30m"}}""";

    private const string Resource = "litellmmodeldiscoveries.litellm.ackstorm.ai";
    private const string ModelResource = "litellmmodels.litellm.ackstorm.ai";
    private const string AliasResource = "litellmmodelaliases.litellm.ackstorm.ai";

    /// <param name="models">What the provider has.</param>
    public DiscoveryWorld(params string[] models)
        : this(new(), models)
    {
    }

    public DiscoveryWorld(WorldOptions options, params string[] models)
    {
        World = new(options);
        Provider = World.Provider;
        Provider.Models = models;
    }

    public OperatorWorld World { get; }

    public ScriptedProvider Provider { get; }

    /// <summary>Names of all models, sorted.</summary>
    public IReadOnlyList<string> Models => Names(ModelResource);

    /// <summary>Names of all alias objects, sorted.</summary>
    public IReadOnlyList<string> Aliases => Names(AliasResource);

    /// <summary>A discovery <c>d</c> of this spec, and an operator that came to rest over it.</summary>
    public DiscoveryWorld Running(string spec = KubeAi)
    {
        Apply("d", spec);
        World.Started();
        return this;
    }

    public void Apply(string name, string spec, string ns = "default")
    {
        World.Apply(Objects.Of(Discovery, name, ns, JsonNode.Parse(spec)!.AsObject()));
    }

    /// <param name="patch">A merge patch of the spec.</param>
    public void Edit(string name, string patch)
    {
        Patch(Resource, name, $$"""{"spec":{{patch}}}""");
    }

    public void Annotate(string name, string key, string value)
    {
        Patch(Resource, name, $$"""{"metadata":{"annotations":{"{{key}}":"{{value}}"} } }""");
    }

    public void PatchModel(string name, string patch)
    {
        Patch(ModelResource, name, patch);
    }

    public void Secret(string key = "OPENAI_API_KEY", string value = Key)
    {
        World.Apply(Objects.Secret("provider", key, value));
    }

    public void Delete(string name)
    {
        World.Delete(Resource, name);
    }

    public void DeleteModel(string name)
    {
        World.DeleteModel(name);
    }

    public JsonObject? Get(string name = "d")
    {
        return World.Kubernetes.Get(Resource, "default", name);
    }

    public JsonNode Status(string name = "d")
    {
        return Get(name)!["status"]!;
    }

    public JsonObject? Model(string name)
    {
        return World.Model(name);
    }

    public JsonObject? Alias(string name)
    {
        return World.Kubernetes.Get(AliasResource, "default", name);
    }

    /// <summary>Ready and SourceReachable, such as <c>True/Synced True/Ok</c>.</summary>
    public string Conditions(string name = "d")
    {
        return $"{OperatorWorld.Condition(Get(name), "Ready")} {OperatorWorld.Condition(Get(name), "SourceReachable")}";
    }

    public string Message(string name = "d", string type = "Ready")
    {
        return OperatorWorld.Message(Get(name), type);
    }

    /// <summary>Discovered, generated, skipped, failed and pending.</summary>
    public (int Discovered, int Generated, int Skipped, int Failed, int Pending) Counts(string name = "d")
    {
        var status = Status(name);
        return (
            (int)status["discoveredCount"]!,
            (int)status["generatedCount"]!,
            status["skippedCandidates"]?.AsArray().Count ?? 0,
            status["failedCandidates"]?.AsArray().Count ?? 0,
            (int)status["pendingCount"]!);
    }

    /// <summary>Names and reasons of the skipped candidates, such as <c>kubeai.a/Conflict</c>.</summary>
    public IReadOnlyList<string> Skipped(string name = "d")
    {
        return [.. Status(name)["skippedCandidates"]?.AsArray().Select(entry => $"{entry!["name"]}/{entry["reason"]}") ?? []];
    }

    /// <summary>Writes the operators sent to Kubernetes, without leases and events.</summary>
    public IReadOnlyList<string> Writes()
    {
        return [.. World.Kubernetes.Journal.Records
            .Where(record => record.Request.IsWrite && record.Request.Resource is not ("leases" or "events"))
            .Select(record => $"{record.Request.Verb} {record.Request.Path} {record.Request.Subresource}".TrimEnd())];
    }

    /// <summary>How many times models were applied since the journals were forgotten.</summary>
    public int Applies()
    {
        return Writes().Count(write => write.StartsWith("patch ", StringComparison.Ordinal) && write.Contains("/litellmmodels/", StringComparison.Ordinal) && !write.EndsWith("status", StringComparison.Ordinal));
    }

    /// <summary>Passes over all discoveries since the operator started.</summary>
    public long Reconciles()
    {
        return World.Operator.Metrics.Sum("alitellm_operator_reconcile_outcome_total", Discovery);
    }

    public IReadOnlyList<string> Events(string name = "d")
    {
        return new KindView(World, Discovery).Events(name);
    }

    public void Dispose()
    {
        World.Dispose();
        Provider.Dispose();
    }

    private void Patch(string resource, string name, string patch)
    {
        var body = JsonNode.Parse(patch)!.AsObject();
        World.Do(() => World.Kubernetes.Patch(resource, "default", name, body));
    }

    private IReadOnlyList<string> Names(string resource)
    {
        return [.. World.Kubernetes.List(resource).Select(item => (string)item["metadata"]!["name"]!).Order(StringComparer.Ordinal)];
    }
}
