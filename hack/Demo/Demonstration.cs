using System.Text.Json.Nodes;
using Alitellm.Api;
using Alitellm.Demo.Kubernetes;
using Alitellm.Demo.Worlds;
using Alitellm.Kubernetes.Client;

namespace Alitellm.Demo;

/// <summary>One run: the world is started, the samples are applied, and it is shown what becomes of them.</summary>
internal sealed class Demonstration
{
    /// <summary>In the order in which they are asked for: first those that generate others, so that what a Ready one generated is seen too.</summary>
    private static readonly IReadOnlyList<string> s_kinds = [.. ApiKinds.All.OrderBy(static kind => kind.DeclaresEntry).Select(static kind => kind.Kind)];

    private readonly DemoOptions _options;
    private readonly TextWriter _text;
    private readonly Cluster _cluster;
    private readonly IProxy _proxy;
    private readonly StandInProviders _providers;
    private readonly OperatorInProcess _operator;
    private readonly ReadinessBoard _board;

    private Demonstration(DemoOptions options, TextWriter text, Cluster cluster, IProxy proxy, StandInProviders providers, OperatorInProcess running)
    {
        _options = options;
        _text = text;
        _cluster = cluster;
        _proxy = proxy;
        _providers = providers;
        _operator = running;
        _board = new ReadinessBoard(text, static found => Samples.IsGenerated(found.Name));
    }

    /// <returns>One of <see cref="ExitCodes"/>.</returns>
    public static async Task<int> RunAsync(DemoOptions options, TextWriter output, TextWriter error, CancellationToken stop)
    {
        try
        {
            return await StartAndRunAsync(options, output, options.Json ? error : output, stop);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            await error.WriteLineAsync("demo: stopped before everything was Ready.");
            return ExitCodes.Failure;
        }
        catch (Exception e) when (e is IOException or InvalidOperationException or KubernetesApiException or k8s.Exceptions.KubeConfigException or HttpRequestException)
        {
            await error.WriteLineAsync($"demo: {e.Message}");
            return ExitCodes.Failure;
        }
    }

    private static async Task<int> StartAndRunAsync(DemoOptions options, TextWriter output, TextWriter text, CancellationToken stop)
    {
        await using var embedded = options.Kubeconfig is null ? await EmbeddedCluster.StartAsync() : null;
        using var cluster = new Cluster(options.Kubeconfig ?? embedded!.Kubeconfig);
        await using IProxy proxy = options.LiteLLM is { } url ? new RealProxy(url) : await StandInProxy.StartAsync();
        using var providers = new StandInProviders();
        await cluster.InstallAsync(Samples.Definitions(options.Repository), stop);
        await using var running = await OperatorInProcess.StartAsync(OperatorSettings.For(options, cluster.Kubeconfig), Console.OpenStandardError(), providers.CreateHandler, stop);

        var demonstration = new Demonstration(options, text, cluster, proxy, providers, running);
        await demonstration.IntroduceAsync();
        var figures = await demonstration.ConvergeAsync(stop);
        if (!options.Once)
        {
            await demonstration.StayUpAsync(stop);
        }

        if (options.Json)
        {
            await output.WriteLineAsync(figures.ToJson());
        }

        return figures.Ready == figures.Objects ? ExitCodes.Success : ExitCodes.Failure;
    }

    private async Task IntroduceAsync()
    {
        await _text.WriteLineAsync($"kubeconfig  {_cluster.Kubeconfig}{(_options.Kubeconfig is null ? " (embedded API server)" : "")}");
        await _text.WriteLineAsync($"LiteLLM     {_proxy.Endpoint.ToString().TrimEnd('/')}{(_options.LiteLLM is null ? " (stand-in, admin key as in samples/00-secrets.yaml)" : "")}");
        await _text.WriteLineAsync($"metrics     {_operator.Metrics}");
        await _text.WriteLineAsync($"readiness   {_operator.Readiness}");
        if (_options.LiteLLM is null)
        {
            await _text.WriteLineAsync($"The stand-in bears more than LiteLLM does: the Connection's limit is {Samples.StandInRequestsPerSecond} requests per second here, 5 by default;");
            await _text.WriteLineAsync($"LiteLLM is polled every {OperatorSettings.PollInterval} and a change of ours may take {OperatorSettings.SettleWindow} to settle, by default 30s and 35s.");
        }

        await _text.WriteLineAsync("Models are discovered at stand-ins of the providers; nothing leaves this process for them.");
        if (_options.Kubeconfig is not null)
        {
            await _text.WriteLineAsync("The sample that discovers ToolHive's servers is left out: the embedded API server has ToolHive's kinds, this cluster may have ToolHive itself.");
        }

        await _text.WriteLineAsync();
    }

    /// <summary>Applies everything and watches it until all is Ready or time is up.</summary>
    private async Task<DemoFigures> ConvergeAsync(CancellationToken stop)
    {
        var manifests = Samples.For(_options, _proxy.Endpoint, _providers.VertexCredentials);
        var applied = manifests.Where(Samples.IsOurs).Select(static manifest => Readiness.TitleOf((string?)manifest["kind"], (string?)manifest["metadata"]!["namespace"], (string?)manifest["metadata"]!["name"])).ToHashSet(StringComparer.Ordinal);
        var applying = ApplyAsync(manifests, stop);
        using var pause = new PeriodicTimer(Polling.Interval, TimeProvider.System);
        IReadOnlyList<Readiness> found;
        do
        {
            await pause.WaitForNextTickAsync(stop);
            await ThrowIfEndedAsync(applying);
            found = [.. (await ObjectsAsync(stop)).Where(resource => applied.Contains(resource.Title) || applied.Contains(resource.Owner ?? ""))];
            await _board.ShowAsync(found);
        }
        while ((found.Any(static resource => !resource.IsReady) || !applied.IsSubsetOf(found.Select(static resource => resource.Title))) && _board.Elapsed < _options.Timeout);

        var converged = _board.Elapsed;
        var ready = found.Count(static resource => resource.IsReady);
        var (writes, reads) = (_proxy.Writes, _proxy.Reads);
        var remote = await RemoteEntries.CountAsync(_proxy.Endpoint, _options.MasterKey ?? StandInProxy.MasterKey, stop);
        var missing = applied.Except(found.Select(static resource => resource.Title), StringComparer.Ordinal).ToList();
        var figures = new DemoFigures(found.Count + missing.Count, ready, remote, writes, reads, converged);
        await _text.WriteLineAsync();
        await _text.WriteLineAsync($"{ready} of {figures.Objects} objects Ready after {converged.TotalSeconds:f1} s; LiteLLM has {string.Join(", ", remote.Select(static kind => $"{kind.Value} {kind.Key}"))} after {figures.Writes} writes and {figures.Reads} reads.");
        foreach (var late in found.Where(static resource => !resource.IsReady))
        {
            await _text.WriteLineAsync($"not Ready: {late.Title}: {late.Reason} {late.Message}");
        }

        foreach (var title in missing)
        {
            await _text.WriteLineAsync($"not Ready: {title}: not applied in time");
        }

        return figures;
    }

    private async Task StayUpAsync(CancellationToken stop)
    {
        await _text.WriteLineAsync($"""

            Up until Ctrl-C. Try in another terminal:
              export KUBECONFIG={_cluster.Kubeconfig}
              kubectl get litellm
              kubectl patch mdl gpt-4o --type merge -p '{Json("rpm", 60)}'
              kubectl delete mdl claude-sonnet

            """);
        using var pause = new PeriodicTimer(Polling.Interval, TimeProvider.System);
        try
        {
            while (await pause.WaitForNextTickAsync(stop))
            {
                await ThrowIfEndedAsync(Task.CompletedTask);
                await _board.ShowAsync(await ObjectsAsync(stop));
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            await _text.WriteLineAsync("Stopping.");
        }
    }

    private async Task ApplyAsync(IReadOnlyList<JsonObject> manifests, CancellationToken stop)
    {
        if (_options.Kubeconfig is null)
        {
            await _cluster.InstallAsync(StandInToolHive.Definitions, stop);
            manifests = [.. StandInToolHive.Objects, .. manifests];
        }

        foreach (var manifest in manifests)
        {
            await _cluster.ApplyAsync(manifest, stop);
        }
    }

    private async Task<IReadOnlyList<Readiness>> ObjectsAsync(CancellationToken stop)
    {
        var objects = new List<Readiness>();
        foreach (var kind in s_kinds)
        {
            objects.AddRange((await _cluster.ListAsync(kind, Samples.Namespace, stop)).Select(Readiness.Of));
        }

        return objects;
    }

    private async Task ThrowIfEndedAsync(Task applying)
    {
        if (_operator.Completion.IsCompleted)
        {
            await _operator.Completion;
            throw new InvalidOperationException("the operator ended");
        }

        if (applying.IsFaulted)
        {
            await applying;
        }
    }

    private static string Json(string name, int value) => new JsonObject { ["spec"] = new JsonObject { ["params"] = new JsonObject { [name] = value } } }.ToJsonString();
}
