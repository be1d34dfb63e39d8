using System.Text.Json.Nodes;
using Alitellm.Api.ModelDiscoveries;
using Alitellm.Api.Models;
using Alitellm.Testing.Providers;

namespace Alitellm.E2E.Support;

/// <summary>A scenario whose models are discovered at a service on a port of its own that answers like OpenAI.</summary>
internal sealed class DiscoveredModels : IAsyncDisposable
{
    public const string Discovery = "found";
    public const string Key = "sk-the-source";

    /// <summary>The address of this machine that the operator under test is allowed to discover at.</summary>
    private const string Host = "127.0.0.1";

    private readonly ProviderWorld _world = new(TimeProvider.System);
    private readonly WireMockProviders _host;

    private DiscoveredModels(Scenario scenario, IEnumerable<string> models)
    {
        Scenario = scenario;
        Source = _world.Add(Host, new OpenAIProvider { Key = Key });
        Offer([.. models]);
        _host = new(_world);
    }

    public Scenario Scenario { get; }

    public OpenAIProvider Source { get; }

    public Uri BaseUrl => new($"http://{Host}:{_host.Address.Port}/v1");

    /// <summary>Starts with a Ready Connection, the Secret of the source, and no discovery.</summary>
    public static async Task<DiscoveredModels> StartAsync(params string[] models)
    {
        var scenario = await Scenario.StartConnectedAsync(version: "1.93.0");
        await scenario.ApplySecretAsync("source", "OPENAI_API_KEY", Key);
        return new(scenario, models);
    }

    /// <summary>Starts with a discovery whose models are all Ready.</summary>
    public static async Task<DiscoveredModels> RunningAsync(params string[] models)
    {
        var running = await StartAsync(models);
        await running.ApplyAsync();
        await running.ReadyAsync();
        foreach (var model in models)
        {
            await running.Scenario.ModelReadyAsync($"{Discovery}.{model}");
        }

        return running;
    }

    /// <summary>What the source offers from now on.</summary>
    public void Offer(params IReadOnlyList<string> models)
    {
        Source.Models.Clear();
        foreach (var model in models)
        {
            Source.Models.Add(model);
        }
    }

    /// <param name="further">More of the spec, as the inside of a YAML flow mapping.</param>
    public Task ApplyAsync(string further = "filters: {}") => Scenario.ApplyAsync($$"""
        apiVersion: litellm.ackstorm.ai/v1alpha1
        kind: LiteLLMModelDiscovery
        metadata: {name: {{Discovery}} }
        spec:
          { type: openai, prefix: {{Discovery}}, baseUrl: '{{BaseUrl}}', credentialsSecretRef: {name: source}, refresh: {interval: 1h}, {{further}} }
        """);

    public Task<JsonObject> ReadyAsync() => Scenario.ReadyAsync(LiteLLMModelDiscovery.KindName, Discovery);

    public Task<JsonObject> NotReadyAsync(string reason) => Scenario.NotReadyAsync(LiteLLMModelDiscovery.KindName, Discovery, reason);

    /// <summary>Asks for a listing now and waits until it was made.</summary>
    public async Task ListAsync()
    {
        var before = await StatusAsync("lastHandledReconcileAt");
        await Scenario.RequestReconcileAsync(LiteLLMModelDiscovery.KindName, Discovery);
        await Eventually.TrueAsync("the requested listing", async () => await StatusAsync("lastHandledReconcileAt") is { } handled && handled != before);
    }

    /// <summary>Waits until exactly these models are generated and are what LiteLLM serves.</summary>
    public Task ServedAsync(params string[] models) => Eventually.GetAsync($"models {string.Join(' ', models)}", async () =>
    {
        var names = models.Select(static model => $"{Discovery}.{model}").Order(StringComparer.Ordinal).ToList();
        var objects = await NamesAsync();
        var rows = Scenario.LiteLLM.Models.Select(static row => row.ModelName).Order(StringComparer.Ordinal).ToList();
        return (objects.SequenceEqual(names) && rows.SequenceEqual(names) ? names : null, $"there are objects {string.Join(' ', objects)} and rows {string.Join(' ', rows)}");
    });

    /// <summary>Names of the LiteLLMModels, sorted.</summary>
    public async Task<IReadOnlyList<string>> NamesAsync() =>
        [.. (await Surroundings.Cluster.ListAsync(LiteLLMModel.KindName, Scenario.Namespace, CancellationToken.None)).Select(static model => (string)model["metadata"]!["name"]!).Order(StringComparer.Ordinal)];

    public async ValueTask DisposeAsync()
    {
        Source.Fault = ProviderFault.None;
        await Scenario.DisposeAsync();
        _host.Dispose();
        _world.Dispose();
    }

    private async Task<string?> StatusAsync(string field) => (string?)(await Scenario.FindAsync(LiteLLMModelDiscovery.KindName, Discovery))?["status"]?[field];
}
