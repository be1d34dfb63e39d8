using Alitellm.Kubernetes;
using Alitellm.Kubernetes.Queueing;
using BenchmarkDotNet.Attributes;

namespace Alitellm.Benchmarks.Queueing;

/// <summary>The single operations of an otherwise quiet queue.</summary>
[MemoryDiagnoser]
public class QueueMicroBenchmark : IDisposable
{
    private readonly WorkQueue<ObjectKey> _queue = new(new WorkQueueOptions("micro"), TimeProvider.System, new Random(1));
    private readonly ObjectKey[] _keys = [.. Enumerable.Range(0, 1000).Select(i => new ObjectKey("bench", $"widget-{i}"))];
    private readonly ObjectKey _waiting = new("bench", "waiting");
    private int _next;

    [GlobalSetup]
    public void AddWaitingKey()
    {
        _queue.AddAfter(_waiting, TimeSpan.FromDays(1));
    }

    [GlobalCleanup]
    public void Dispose()
    {
        _queue.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>The whole life of a key.</summary>
    [Benchmark]
    public void AddTakeDone()
    {
        _queue.Add(_keys[_next]);
        _queue.TryTake(out ObjectKey key);
        _queue.Done(key);
        _next = _next + 1 == _keys.Length ? 0 : _next + 1;
    }

    /// <summary>A later time for a key that waits already.</summary>
    [Benchmark]
    public void AddAfterAgain()
    {
        _queue.AddAfter(_waiting, TimeSpan.FromDays(2));
    }
}
