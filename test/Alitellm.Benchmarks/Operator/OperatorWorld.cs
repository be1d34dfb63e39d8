using System.Globalization;
using System.Text.Json.Nodes;
using Alitellm.Api.Common;
using Alitellm.Kubernetes.Client;
using Alitellm.Operator.Hosting;
using Alitellm.Operator.Observability;
using Alitellm.Testing.Kubernetes;
using Alitellm.Testing.LiteLLM;
using Microsoft.Extensions.Logging.Abstractions;

namespace Alitellm.Benchmarks.Operator;

/// <summary>An API server and a LiteLLM stand-in in memory, on the real clock, with one Connection without a rate limit.</summary>
internal sealed class OperatorWorld
{
    /// <summary>The models' name at the API server.</summary>
    public const string Models = "litellmmodels." + ApiGroup.Group;

    private const string MasterKey = "sk-1234";

    public OperatorWorld(LiteLLMWorldOptions options)
    {
        Kubernetes = new ApiServer(TimeProvider.System);
        LiteLLM = new LiteLLMWorld(TimeProvider.System, options with { MasterKey = MasterKey });
        Kubernetes.InstallCrds(Directory.EnumerateFiles(CrdFolder(), "*.yaml").Select(File.ReadAllText));
        Kubernetes.Apply($$"""
            apiVersion: v1
            kind: Secret
            metadata: {name: litellm-master-key, namespace: default}
            data: {master-key: {{Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes(MasterKey))}}}
            ---
            apiVersion: {{ApiGroup.Group}}/{{ApiGroup.Version}}
            kind: LiteLLMConnection
            metadata: {name: default, namespace: default}
            spec:
              endpoint: http://127.0.0.1:4000
              masterKeySecretRef: {name: litellm-master-key, key: master-key}
              maxRequestsPerSecond: 0
              maxBurst: 0
            """);
    }

    public ApiServer Kubernetes { get; }

    public LiteLLMWorld LiteLLM { get; }

    public void AddModels(int count)
    {
        for (int number = 1; number <= count; number++)
        {
            Kubernetes.Create(new JsonObject
            {
                ["apiVersion"] = $"{ApiGroup.Group}/{ApiGroup.Version}",
                ["kind"] = "LiteLLMModel",
                ["metadata"] = new JsonObject { ["name"] = string.Create(CultureInfo.InvariantCulture, $"bench-{number:d5}"), ["namespace"] = "default" },
                ["spec"] = new JsonObject
                {
                    ["params"] = new JsonObject { ["model"] = "openai/gpt-4o", ["api_key"] = "os.environ/OPENAI_API_KEY", ["rpm"] = number },
                    ["info"] = new JsonObject { ["mode"] = "chat" },
                },
            });
        }
    }

    /// <summary>A replica of the operator with handlers that <paramref name="line"/> can cut.</summary>
    public OperatorRuntime CreateOperator(OperatorOptions options, ReplicaLine line)
    {
        var kubernetes = KubernetesConnection.ForHandler(line.Wrap(Kubernetes.CreateHandler()), "alitellm-benchmarks", TimeProvider.System);
        RuntimeServices services = new(TimeProvider.System, NullLoggerFactory.Instance, new Random(1), new OperatorMetrics(TimeProvider.System, "0", options.WatchNamespaces));
        return new(options, services, new(kubernetes, _ => line.Wrap(LiteLLM.CreateHandler(), countWrites: true)));
    }

    /// <summary>Waits until LiteLLM has <paramref name="count"/> rows and every model is Ready.</summary>
    public async Task ConvergedAsync(int count, CancellationToken cancellationToken)
    {
        using PeriodicTimer timer = new(TimeSpan.FromMilliseconds(50));
        while (LiteLLM.Models.Count < count || ReadyModels() < count)
        {
            await timer.WaitForNextTickAsync(cancellationToken);
        }
    }

    private int ReadyModels() => Kubernetes.List(Models).Count(static model => model["status"]?["conditions"] is JsonArray conditions
        && conditions.Any(static condition => (string?)condition?["type"] == "Ready" && (string?)condition["status"] == "True"));

    private static string CrdFolder()
    {
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "alitellm.sln")))
            {
                return Path.Combine(folder.FullName, "crds");
            }
        }

        throw new DirectoryNotFoundException("run it from a checkout: crds/ was not found above " + AppContext.BaseDirectory);
    }
}
