using System.Diagnostics.CodeAnalysis;
using Alitellm.Kubernetes.Leases;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using NUnit.Framework;

namespace Alitellm.Kubernetes.Tests.Leases;

/// <summary>One replica: its own clock, its own thread of continuations, its own way to the store.</summary>
[SuppressMessage("Design", "CA1001", Justification = "The source has no timer and lives as long as the test.")]
internal sealed class LeaseReplica
{
    private readonly FakeTimeProvider _clock = new();
    private readonly PumpedContext _context = new();
    private readonly CancellationTokenSource _stop = new();
    private readonly Dictionary<string, LeaseTerm> _terms = [];
    private TimeSpan _missed;
    private Task _run = Task.CompletedTask;

    public LeaseReplica(string identity, MemoryLeaseStore store, LeaseOptions options, IReadOnlyList<ObjectKey> foreign, int seed)
    {
        Identity = identity;
        Time = new SkewedTime(_clock);
        Door = new LeaseStoreDoor(store, Time);
        Group = new LeaseGroup(Door, "ns", "op", identity, options, foreign, Time, new Random(seed), NullLoggerFactory.Instance);
    }

    public string Identity { get; }

    public SkewedTime Time { get; }

    public LeaseStoreDoor Door { get; }

    public LeaseGroup Group { get; }

    /// <summary>How long the work takes to end after it was asked to.</summary>
    public TimeSpan DrainTime { get; set; }

    /// <summary>The process gets no processor, as after SIGSTOP.</summary>
    public bool IsStopped { get; set; }

    /// <summary>The process is gone, as after SIGKILL.</summary>
    public bool IsKilled { get; set; }

    public bool HasEnded => _run.IsCompleted;

    public bool Failed => _run.IsFaulted;

    /// <summary>The leases under which this replica would send now.</summary>
    public IEnumerable<string> MaySend => IsStopped || IsKilled || _missed > TimeSpan.Zero ? [] : _terms.Where(term => term.Value.IsValid).Select(term => term.Key);

    /// <summary>The leases whose work runs, whether it may still send or not.</summary>
    public HashSet<string> Working { get; } = [];

    public void Add(string name, string placement)
    {
        Group.Add(name, placement, async term =>
        {
            Assert.That(LeaseTerm.Current, Is.SameAs(term));
            _terms[name] = term;
            Working.Add(name);
            try
            {
                await Task.Delay(Timeout.InfiniteTimeSpan, Time, term.Token);
            }
            catch (OperationCanceledException)
            {
                await Task.Delay(DrainTime, Time, CancellationToken.None);
            }

            Working.Remove(name);
        });
    }

    public void Start()
    {
        Within(() => _run = Group.RunAsync(_stop.Token));
    }

    public void Terminate()
    {
        Within(_stop.Cancel);
    }

    public void Advance(TimeSpan step)
    {
        if (IsKilled)
        {
            return;
        }

        _missed += step;
        if (!IsStopped)
        {
            Within(() => _clock.Advance(_missed));
            _missed = TimeSpan.Zero;
        }
    }

    private void Within(Action action)
    {
        SynchronizationContext? previous = SynchronizationContext.Current;
        SynchronizationContext.SetSynchronizationContext(_context);
        try
        {
            action();
            _context.Drain();
        }
        finally
        {
            SynchronizationContext.SetSynchronizationContext(previous);
        }
    }
}
