using Alitellm.Kubernetes.Controllers;
using Alitellm.Kubernetes.Leases;
using Alitellm.Kubernetes.Queueing;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using NUnit.Framework;

namespace Alitellm.Kubernetes.Tests.Controllers;

public sealed class ControllerTests
{
    private readonly FakeTimeProvider _time = new();
    private WorkQueue<string> _queue = null!;

    [SetUp]
    public void CreateQueue()
    {
        _queue = new WorkQueue<string>(new WorkQueueOptions("test") { Jitter = 0 }, _time, new Random(1));
    }

    [TearDown]
    public void DisposeQueue()
    {
        _queue.Dispose();
    }

    [Test]
    public async Task Done_ends_the_backoff_history()
    {
        _queue.AddRateLimited("a");
        _time.Advance(TimeSpan.FromSeconds(1));
        await RunUntilIdleAsync((_, _) => Task.FromResult(ReconcileResult.Done));

        Assert.That(_queue.Failures("a"), Is.Zero);
        Assert.That(_queue.Delayed, Is.Zero);
    }

    [Test]
    public async Task RequeueAfter_ends_the_backoff_history_and_looks_again_then()
    {
        _queue.AddRateLimited("a");
        _time.Advance(TimeSpan.FromSeconds(1));
        await RunUntilIdleAsync((_, _) => Task.FromResult(ReconcileResult.RequeueAfter(TimeSpan.FromMinutes(5))));

        Assert.That(_queue.Failures("a"), Is.Zero);
        AssertDueIn(TimeSpan.FromMinutes(5));
    }

    [Test]
    public async Task Backoff_counts_a_failure_and_grows()
    {
        _queue.AddRateLimited("a");
        _time.Advance(TimeSpan.FromSeconds(1));
        await RunUntilIdleAsync((_, _) => Task.FromResult(ReconcileResult.Backoff));

        Assert.That(_queue.Failures("a"), Is.EqualTo(2));
        AssertDueIn(TimeSpan.FromMilliseconds(400));
    }

    [Test]
    public async Task Throttled_waits_as_told_and_keeps_the_history()
    {
        _queue.AddRateLimited("a");
        _time.Advance(TimeSpan.FromSeconds(1));
        await RunUntilIdleAsync((_, _) => Task.FromResult(ReconcileResult.Throttled(TimeSpan.FromSeconds(7))));

        Assert.That(_queue.Failures("a"), Is.EqualTo(1));
        AssertDueIn(TimeSpan.FromSeconds(7));
    }

    [Test]
    public async Task An_exception_backs_off_its_key_and_no_other()
    {
        List<string> seen = [];
        _queue.Add("bad");
        _queue.Add("good");
        await RunUntilIdleAsync((key, _) =>
        {
            seen.Add(key);
            return key == "bad" ? throw new InvalidOperationException("boom") : Task.FromResult(ReconcileResult.Done);
        });

        Assert.That(seen, Is.EqualTo(new[] { "bad", "good" }));
        Assert.That(_queue.Failures("bad"), Is.EqualTo(1));
        AssertDueIn(TimeSpan.FromMilliseconds(200));
    }

    [Test]
    public async Task A_lost_lease_puts_the_key_back_without_a_failure()
    {
        using CancellationTokenSource term = new();
        _queue.Add("a", QueuePriority.High);
        await Controller((_, _) =>
        {
            term.Cancel();
            throw new LeaseLostException("lease");
        }).RunAsync(term.Token);

        Assert.That(_queue.Failures("a"), Is.Zero);
        Assert.That(_queue.Depth, Is.EqualTo(1));
    }

    [Test]
    public async Task A_cancelled_reconcile_puts_the_key_back()
    {
        using CancellationTokenSource term = new();
        TaskCompletionSource started = new();
        _queue.Add("a");
        Task run = Controller(async (_, token) =>
        {
            started.SetResult();
            await Task.Delay(Timeout.Infinite, token);
            return ReconcileResult.Done;
        }).RunAsync(term.Token);
        await started.Task;
        term.Cancel();
        await run;

        Assert.That(_queue.Failures("a"), Is.Zero);
        Assert.That(_queue.Depth, Is.EqualTo(1));
        Assert.That(_queue.Processing, Is.Zero);
    }

    [Test]
    public async Task A_time_out_inside_a_reconcile_is_a_failure()
    {
        _queue.Add("a");
        await RunUntilIdleAsync((_, _) => throw new TaskCanceledException("request timed out"));

        Assert.That(_queue.Failures("a"), Is.EqualTo(1));
    }

    [Test]
    public async Task Cancellation_waits_for_what_is_in_flight()
    {
        using CancellationTokenSource term = new();
        TaskCompletionSource started = new();
        TaskCompletionSource finish = new();
        _queue.Add("a");
        Task run = Controller(async (_, _) =>
        {
            started.SetResult();
            await finish.Task;
            return ReconcileResult.Done;
        }).RunAsync(term.Token);
        await started.Task;
        term.Cancel();
        Assert.That(run.IsCompleted, Is.False);

        finish.SetResult();
        await run;
        Assert.That(_queue.Depth, Is.Zero);
    }

    [Test]
    public async Task It_can_run_again_after_it_has_ended()
    {
        List<string> seen = [];
        Controller<string> controller = Controller((key, _) =>
        {
            seen.Add(key);
            return Task.FromResult(ReconcileResult.Done);
        });
        foreach (string key in new[] { "first", "second" })
        {
            using CancellationTokenSource term = new();
            _queue.Add(key);
            await RunUntilIdleAsync(controller, term);
        }

        Assert.That(seen, Is.EqualTo(new[] { "first", "second" }));
        Assert.That(controller.IsAlive, Is.True);
    }

    [Test]
    public async Task It_refuses_to_run_twice_at_once()
    {
        using CancellationTokenSource term = new();
        Controller<string> controller = Controller((_, _) => Task.FromResult(ReconcileResult.Done));
        Task run = controller.RunAsync(term.Token);

        Assert.That(() => controller.RunAsync(term.Token), Throws.InvalidOperationException);
        term.Cancel();
        await run;
    }

    [Test]
    public async Task Workers_run_side_by_side_even_when_reconciles_block_their_thread()
    {
        using Barrier together = new(2);
        _queue.Add("a");
        _queue.Add("b");
        using CancellationTokenSource term = new();
        TaskCompletionSource<bool> met = new();
        Task run = Controller((_, token) =>
        {
            met.TrySetResult(together.SignalAndWait(TimeSpan.FromSeconds(30), token));
            return Task.FromResult(ReconcileResult.Done);
        }, workers: 2).RunAsync(term.Token);
        Assert.That(await met.Task, Is.True);
        term.Cancel();
        await run;
    }

    [Test]
    public async Task A_stream_of_reconciles_that_never_wait_leaves_room_for_others()
    {
        using CancellationTokenSource term = new();
        int count = 0;
        await PumpedContext.RunAsync(async () =>
        {
            _queue.Add("a");
            Task run = Controller((key, _) =>
            {
                count++;
                _queue.Add(key);
                return Task.FromResult(ReconcileResult.Done);
            }).RunAsync(term.Token);
            for (int i = 0; i < 10; i++)
            {
                await Task.Yield();
            }

            term.Cancel();
            await run;
        });

        Assert.That(count, Is.InRange(1, 20));
    }

    [Test]
    public async Task The_caller_s_flow_reaches_the_reconcile()
    {
        AsyncLocal<string> flow = new() { Value = "term" };
        string? seen = null;
        _queue.Add("a");
        await RunUntilIdleAsync((_, _) =>
        {
            seen = flow.Value;
            return Task.FromResult(ReconcileResult.Done);
        });

        Assert.That(seen, Is.EqualTo("term"));
    }

    private Controller<string> Controller(Func<string, CancellationToken, Task<ReconcileResult>> reconcile, int workers = 1)
    {
        return new Controller<string>("test", _queue, new DelegateReconciler(reconcile), workers, _time, NullLoggerFactory.Instance);
    }

    private async Task RunUntilIdleAsync(Func<string, CancellationToken, Task<ReconcileResult>> reconcile)
    {
        using CancellationTokenSource term = new();
        await RunUntilIdleAsync(Controller(reconcile), term);
    }

    /// <summary>On one thread: when nothing is left to run there, the controller waits for keys.</summary>
    private static Task RunUntilIdleAsync(Controller<string> controller, CancellationTokenSource term)
    {
        return PumpedContext.RunUntilIdleAsync(() => controller.RunAsync(term.Token), term.Cancel);
    }

    private void AssertDueIn(TimeSpan delay)
    {
        _time.Advance(delay - TimeSpan.FromMilliseconds(1));
        Assert.That(_queue.Depth, Is.Zero);
        _time.Advance(TimeSpan.FromMilliseconds(1));
        Assert.That(_queue.Depth, Is.EqualTo(1));
    }
}
