using NUnit.Framework;
using Alitellm.Kubernetes.Client;
using Alitellm.Operator.Hosting;
using Alitellm.Operator.Observability;
using Alitellm.Testing.Kubernetes;
using Alitellm.Testing.LiteLLM;
using Microsoft.Extensions.Logging;

namespace Alitellm.Operator.Tests.World;

public sealed class SmokeTests
{
    [Test]
    public async Task Smoke()
    {
        var time = TimeProvider.System;
        var root = TestContext.CurrentContext.TestDirectory;
        while (!File.Exists(Path.Combine(root, "alitellm.sln")))
        {
            root = Path.GetDirectoryName(root)!;
        }

        var server = new ApiServer(time);
        server.InstallCrds(Directory.GetFiles(Path.Combine(root, "crds")).Select(File.ReadAllText));
        var llm = new LiteLLMWorld(time);
        foreach (var f in Directory.GetFiles(Path.Combine(root, "samples")).Order())
        {
            server.Apply(File.ReadAllText(f));
        }

        using var loggers = LoggerFactory.Create(b => b.AddSimpleConsole(o => o.SingleLine = true).SetMinimumLevel(LogLevel.Debug));
        var options = new OperatorOptions { Identity = "a", InstanceId = "test/op", PollInterval = TimeSpan.FromSeconds(5) };
        using var metrics = new OperatorMetrics(time, "1", ["default"]);
        var kube = KubernetesConnection.ForHandler(server.CreateHandler(), "alitellm-operator/test", time);
        await using var runtime = new OperatorRuntime(options, new RuntimeServices(time, loggers, new Random(1), metrics), new(kube, _ => llm.CreateHandler()));
        using var stop = new CancellationTokenSource();
        var run = runtime.RunAsync(stop.Token);
        await Task.WhenAny(run, Task.Delay(6000));
        foreach (var o in server.List("litellmmodels").Concat(server.List("litellmconnections")))
        {
            Console.WriteLine(o.ToJsonString());
        }

        Console.WriteLine(llm.Dump().ToJsonString());
        foreach (var c in llm.Journal.Calls)
        {
            Console.WriteLine(c);
        }

        await stop.CancelAsync();
        await run;
    }
}
