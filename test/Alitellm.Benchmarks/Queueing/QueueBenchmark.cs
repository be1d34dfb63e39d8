using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Alitellm.Kubernetes;

namespace Alitellm.Benchmarks.Queueing;

/// <summary>The work queue cases of the comparison with client-go; one JSON line.</summary>
internal static class QueueBenchmark
{
    /// <param name="args"><c>--count</c> adds per case (1,000,000; a tenth of it for delayed keys), <c>--runs</c> per case, of which the best counts (5),
    /// <c>--case</c> only those whose name begins so.</param>
    public static async Task<int> RunAsync(string[] args)
    {
        if (!TryRead(args, "--count", 1_000_000, out int count) || !TryRead(args, "--runs", 5, out int runs))
        {
            await Console.Error.WriteLineAsync("queue: --count and --runs take a positive number");
            return 2;
        }

        string[] texts = [.. Enumerable.Range(0, count).Select(i => $"bench-{i % 10:00}/widget-{i:0000000}")];
        ObjectKey[] records = [.. Enumerable.Range(0, count).Select(i => new ObjectKey($"bench-{i % 10:00}", $"widget-{i:0000000}"))];
        JsonArray rows = [];
        string only = Array.IndexOf(args, "--case") is var at && at >= 0 && at + 1 < args.Length ? args[at + 1] : "";
        foreach (QueueCase work in Cases(count).Where(work => work.Name.StartsWith(only, StringComparison.Ordinal)))
        {
            rows.Add(Row(work, "string", await BestAsync(work, texts, runs)));
            rows.Add(Row(work, "record", await BestAsync(work, records, runs)));
        }

        JsonObject result = new() { ["benchmark"] = "queue", ["count"] = count, ["runs"] = runs, ["cases"] = rows };
        string[] some = texts[..Math.Max(1, count / 10)];
        if ("delayed".StartsWith(only, StringComparison.Ordinal))
        {
            await AddDelayedAsync(result, some, runs);
        }

        Console.WriteLine(result.ToJsonString(JsonSerializerOptions.Default));
        return 0;
    }

    private static async Task AddDelayedAsync(JsonObject result, string[] some, int runs)
    {
        DelayedFigures[] delayed = new DelayedFigures[Math.Min(runs, 3)];
        for (int i = 0; i < delayed.Length; i++)
        {
            delayed[i] = await DelayedRun.RunAsync(some);
        }

        result["delayed"] = Delayed(delayed.MinBy(figures => figures.EnqueueNs)!);
        result["live_bytes"] = new JsonObject
        {
            ["ready"] = Round(DelayedRun.BytesPerKey(some, (queue, key) => queue.Add(key))),
            ["delayed"] = Round(DelayedRun.BytesPerKey(some, (queue, key) => queue.AddAfter(key, TimeSpan.FromHours(1)))),
            ["rate_limited"] = Round(DelayedRun.BytesPerKey(some, (queue, key) => queue.AddRateLimited(key))),
        };
    }

    private static IEnumerable<QueueCase> Cases(int count)
    {
        yield return new QueueCase("inline", 0, 0, count, count);
        foreach ((string name, int keys) in ((string, int)[])[("distinct", count), ("duplicates", Math.Min(10, count))])
        {
            foreach ((int producers, int consumers) in ((int, int)[])[(1, 1), (1, 4), (4, 1), (4, 4)])
            {
                yield return new QueueCase($"{name} P={producers} C={consumers}", producers, consumers, keys, count / 4 * 4);
            }
        }
    }

    private static async Task<QueueFigures> BestAsync<TKey>(QueueCase work, TKey[] keys, int runs)
        where TKey : notnull
    {
        keys = keys[..Math.Min(work.Keys, keys.Length)];
        QueueFigures best = await QueueRun.RunAsync(work, keys);
        for (int i = 1; i < runs; i++)
        {
            QueueFigures next = await QueueRun.RunAsync(work, keys);
            best = next.Ns < best.Ns ? next : best;
        }

        return best;
    }

    private static JsonObject Row(QueueCase work, string key, QueueFigures figures)
    {
        return new JsonObject
        {
            ["case"] = work.Name,
            ["key"] = key,
            ["ns_per_add"] = Round(figures.Ns),
            ["adds_per_s"] = Math.Round(1e9 / figures.Ns),
            ["cpu_ns_per_add"] = Round(figures.CpuNs),
            ["bytes_per_add"] = Round(figures.Bytes),
            ["deliveries"] = figures.Deliveries,
        };
    }

    private static JsonObject Delayed(DelayedFigures figures)
    {
        return new JsonObject
        {
            ["ns_per_add"] = Round(figures.EnqueueNs),
            ["cpu_ns_per_add"] = Round(figures.EnqueueCpuNs),
            ["late_p50_ms"] = Round(figures.LateP50Ms),
            ["late_p90_ms"] = Round(figures.LateP90Ms),
            ["late_p99_ms"] = Round(figures.LateP99Ms),
            ["late_max_ms"] = Round(figures.LateMaxMs),
            ["cpu_s"] = Round(figures.CpuSeconds),
        };
    }

    private static bool TryRead(string[] args, string name, int fallback, out int value)
    {
        value = fallback;
        int index = Array.IndexOf(args, name);
        return index < 0 || (index + 1 < args.Length && int.TryParse(args[index + 1], NumberStyles.None, CultureInfo.InvariantCulture, out value) && value > 0);
    }

    private static double Round(double value)
    {
        return Math.Round(value, 2);
    }
}
