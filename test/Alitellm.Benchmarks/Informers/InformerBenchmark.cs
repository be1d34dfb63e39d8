using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Runtime;
using System.Text.Json;
using System.Text.RegularExpressions;
using Alitellm.Kubernetes.Client;
using Alitellm.Kubernetes.Informers;
using k8s;
using Microsoft.Extensions.Logging.Abstractions;

namespace Alitellm.Benchmarks.Informers;

/// <summary>
/// What an informer over many objects costs on a real API server: start, memory, delay of an event, time to catch up after a lost connection.
/// <c>informer --kubeconfig F [--count N] [--events false] [--catch-up false]</c>; prints one JSON line. The widgets are created by a process of their own, so that
/// the measured one is fresh.
/// </summary>
internal static partial class InformerBenchmark
{
    private const int Events = 200;
    private const int WarmUp = 5;
    private const double MiB = 1 << 20;

    public static async Task<int> RunAsync(string[] args)
    {
        var kubeconfig = Option(args, "--kubeconfig") ?? Environment.GetEnvironmentVariable("KUBECONFIG");
        if (kubeconfig is null || !File.Exists(kubeconfig))
        {
            await Console.Error.WriteLineAsync("informer: name a kubeconfig with --kubeconfig");
            return 2;
        }

        var count = int.Parse(Option(args, "--count") ?? "10000", CultureInfo.InvariantCulture);
        using var stop = new CancellationTokenSource();
        if (args.Contains("--fill-only"))
        {
            using var filler = Connect(kubeconfig);
            await new WidgetFleet(filler).FillAsync(count, stop.Token);
            return 0;
        }

        if (!args.Contains("--no-fill") && !await FillInOtherProcessAsync(kubeconfig, count))
        {
            return 1;
        }

        var figures = await MeasureAsync(kubeconfig, Option(args, "--events") != "false", Option(args, "--catch-up") != "false", stop.Token);
        Console.WriteLine(JsonSerializer.Serialize(figures, WidgetJsonContext.Default.InformerFigures));
        return 0;
    }

    private static async Task<InformerFigures> MeasureAsync(string kubeconfig, bool events, bool catchUp, CancellationToken cancellationToken)
    {
        var load = ProcessFigures.LoadAverage();
        using var connection = Connect(kubeconfig);
        var informer = Informer(connection);
        var seen = 0;
        var handled = TimeSpan.Zero;
        var clock = new Stopwatch();
        using var counting = informer.Subscribe(_ =>
        {
            seen++;
            handled = clock.Elapsed;
        });
        var rssBefore = ProcessFigures.RssMiB();
        var allocatedBefore = GC.GetTotalAllocatedBytes();
        var jitBefore = JitInfo.GetCompilationTime();
        var pauseBefore = GC.GetTotalPauseDuration();
        var cpuBefore = ProcessFigures.CpuSeconds();
        using var running = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        clock.Start();
        var run = informer.RunAsync(running.Token);
        await informer.WaitForSyncAsync(cancellationToken);
        var ready = clock.Elapsed;
        var cpu = ProcessFigures.CpuSeconds() - cpuBefore;
        var jit = JitInfo.GetCompilationTime() - jitBefore;
        var pause = GC.GetTotalPauseDuration() - pauseBefore;
        var allocated = (GC.GetTotalAllocatedBytes() - allocatedBefore) / MiB;
        var rss = ProcessFigures.RssMiB();
        var peak = ProcessFigures.PeakRssMiB();
        GC.Collect(2, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        var figures = new InformerFigures
        {
            Benchmark = "informer",
            Objects = seen,
            ReadySeconds = ready.TotalSeconds,
            HandlerReadySeconds = handled.TotalSeconds,
            CpuSeconds = cpu,
            JitSeconds = jit.TotalSeconds,
            GcPauseSeconds = pause.TotalSeconds,
            AllocatedMiB = allocated,
            RssBeforeMiB = rssBefore,
            RssAtSyncMiB = rss,
            RssAfterGcMiB = ProcessFigures.RssMiB(),
            LiveHeapMiB = GC.GetTotalMemory(false) / MiB,
            PeakRssMiB = peak,
            LoadAverage = load,
        };
        if (events)
        {
            figures = await EventDelayAsync(figures, kubeconfig, informer, cancellationToken);
        }

        await running.CancelAsync();
        await run;
        return catchUp ? figures with { CatchUpMs = await CatchUpAsync(kubeconfig, cancellationToken) } : figures;
    }

    private static async Task<InformerFigures> EventDelayAsync(InformerFigures figures, string kubeconfig, Informer<Widget> informer, CancellationToken cancellationToken)
    {
        using var other = Connect(kubeconfig);
        var probe = new WidgetProbe(other.Resource(WidgetFleet.Type), informer);
        for (var i = 0; i < WarmUp; i++)
        {
            await probe.PatchAndWaitAsync(cancellationToken);
        }

        var cpu = ProcessFigures.CpuSeconds();
        var fromSend = new List<double>();
        var fromAnswer = new List<double>();
        for (var i = 0; i < Events; i++)
        {
            var (send, answer) = await probe.PatchAndWaitAsync(cancellationToken);
            fromSend.Add(send);
            fromAnswer.Add(answer);
            await Task.Delay(20, cancellationToken);
        }

        fromSend.Sort();
        fromAnswer.Sort();
        return figures with
        {
            EventCpuSeconds = ProcessFigures.CpuSeconds() - cpu,
            EventDelayP50Ms = fromSend[Events / 2],
            EventDelayP90Ms = fromSend[Events * 9 / 10],
            EventDelayP99Ms = fromSend[Events * 99 / 100],
            EventDelayMaxMs = fromSend[^1],
            AfterPatchP50Ms = fromAnswer[Events / 2],
            AfterPatchP99Ms = fromAnswer[Events * 99 / 100],
        };
    }

    private static async Task<Dictionary<string, double>> CatchUpAsync(string kubeconfig, CancellationToken cancellationToken)
    {
        using var direct = Connect(kubeconfig);
        var server = KubernetesClientConfiguration.BuildConfigFromConfigFile(kubeconfig).Host;
        await using var forwarder = new TcpForwarder(new IPEndPoint(IPAddress.Loopback, new Uri(server).Port));
        var detour = Path.Combine(Path.GetTempPath(), $"alitellm-bench-{Environment.ProcessId}.kubeconfig");
        await File.WriteAllTextAsync(detour, ServerLine().Replace(await File.ReadAllTextAsync(kubeconfig, cancellationToken), $"https://127.0.0.1:{forwarder.Port}"), cancellationToken);
        var results = new Dictionary<string, double>();
        try
        {
            using var connection = Connect(detour);
            var informer = Informer(connection);
            using var running = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            var run = informer.RunAsync(running.Token);
            await informer.WaitForSyncAsync(cancellationToken);
            var probe = new WidgetProbe(direct.Resource(WidgetFleet.Type), informer);
            await probe.PatchAndWaitAsync(cancellationToken);

            var cut = Stopwatch.GetTimestamp();
            forwarder.Cut();
            await (await probe.PatchAsync(cancellationToken)).WaitAsync(TimeSpan.FromMinutes(2), cancellationToken);
            results["cut"] = Stopwatch.GetElapsedTime(cut).TotalMilliseconds;

            foreach (var seconds in (int[])[2, 10])
            {
                await forwarder.RefuseAsync();
                await Task.Delay(seconds * 500, cancellationToken);
                var seen = await probe.PatchAsync(cancellationToken);
                await Task.Delay(seconds * 500, cancellationToken);
                var back = Stopwatch.GetTimestamp();
                forwarder.Accept();
                await seen.WaitAsync(TimeSpan.FromMinutes(2), cancellationToken);
                results[$"refused{seconds}s"] = Stopwatch.GetElapsedTime(back).TotalMilliseconds;
                await probe.PatchAndWaitAsync(cancellationToken);
                await Task.Delay(1500, cancellationToken);
            }

            forwarder.Silence();
            var silent = Stopwatch.GetTimestamp();
            await (await probe.PatchAsync(cancellationToken)).WaitAsync(TimeSpan.FromMinutes(2), cancellationToken);
            results["silent"] = Stopwatch.GetElapsedTime(silent).TotalMilliseconds;
            await running.CancelAsync();
            await run;
        }
        finally
        {
            File.Delete(detour);
        }

        return results;
    }

    private static async Task<bool> FillInOtherProcessAsync(string kubeconfig, int count)
    {
        using var child = Process.Start(new ProcessStartInfo(Environment.ProcessPath!, ["informer", "--fill-only", "--kubeconfig", kubeconfig, "--count", count.ToString(CultureInfo.InvariantCulture)]))!;
        await child.WaitForExitAsync();
        return child.ExitCode == 0;
    }

    private static KubernetesConnection Connect(string kubeconfig) => KubernetesConnection.Create(kubeconfig, "alitellm-benchmarks", TimeProvider.System);

    private static Informer<Widget> Informer(KubernetesConnection connection)
    {
        return new(connection, WidgetFleet.Type, new InformerOptions([]), TimeProvider.System, NullLoggerFactory.Instance);
    }

    private static string? Option(string[] args, string name)
    {
        var at = Array.IndexOf(args, name);
        return at >= 0 && at + 1 < args.Length ? args[at + 1] : null;
    }

    [GeneratedRegex("(?<=server: \")[^\"]+")]
    private static partial Regex ServerLine();
}
