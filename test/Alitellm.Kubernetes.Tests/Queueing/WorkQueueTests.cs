using System.Threading.Channels;
using Alitellm.Kubernetes.Queueing;
using Microsoft.Extensions.Time.Testing;
using NUnit.Framework;

namespace Alitellm.Kubernetes.Tests.Queueing;

public sealed class WorkQueueTests
{
    private readonly FakeTimeProvider _time = new();
    private WorkQueue<string> _queue = null!;

    [SetUp]
    public void CreateQueue()
    {
        _queue = new WorkQueue<string>(new WorkQueueOptions("test"), _time, new Random(1));
    }

    [TearDown]
    public void DisposeQueue()
    {
        _queue.Dispose();
    }

    [Test]
    public void Keys_are_handed_out_in_the_order_they_were_added()
    {
        _queue.Add("a");
        _queue.Add("b");
        _queue.Add("c");

        Assert.That(TakeAll(), Is.EqualTo(new[] { "a", "b", "c" }));
    }

    [Test]
    public void A_key_added_twice_is_handed_out_once()
    {
        _queue.Add("a");
        _queue.Add("a");

        Assert.That(TakeAll(), Is.EqualTo(new[] { "a" }));
    }

    [Test]
    public void A_key_that_is_processed_is_not_handed_out()
    {
        _queue.Add("a");
        Take();
        _queue.Add("a");

        Assert.That(_queue.TryTake(out _), Is.False);
    }

    [Test]
    public void A_key_added_while_it_is_processed_is_handed_out_again_after_Done()
    {
        _queue.Add("a");
        Take();
        _queue.Add("a");
        _queue.Add("a");
        _queue.Done("a");

        Assert.That(TakeAll(), Is.EqualTo(new[] { "a" }));
    }

    [Test]
    public void A_key_added_while_it_is_processed_keeps_its_own_priority()
    {
        _queue.Add("a", QueuePriority.Background);
        Take();
        _queue.Add("a", QueuePriority.High);
        _queue.Add("b");
        _queue.Done("a");

        Assert.That(TakeAll(), Is.EqualTo(new[] { "a", "b" }));
    }

    [Test]
    public void The_lane_of_an_earlier_hand_out_does_not_stick_to_the_key()
    {
        _queue.Add("a", QueuePriority.High);
        Take();
        _queue.Add("a", QueuePriority.Background);
        _queue.Add("b");
        _queue.Done("a");

        Assert.That(TakeAll(), Is.EqualTo(new[] { "b", "a" }));
    }

    [Test]
    public void Higher_lanes_are_emptied_first()
    {
        _queue.Add("background", QueuePriority.Background);
        _queue.Add("normal");
        _queue.Add("high", QueuePriority.High);

        Assert.That(TakeAll(), Is.EqualTo(new[] { "high", "normal", "background" }));
    }

    [Test]
    public void A_waiting_key_moves_up_when_it_is_added_with_a_higher_priority()
    {
        _queue.Add("a", QueuePriority.Background);
        _queue.Add("b", QueuePriority.Background);
        _queue.Add("c", QueuePriority.Background);
        _queue.Add("b", QueuePriority.High);

        Assert.That(TakeAll(), Is.EqualTo(new[] { "b", "a", "c" }));
    }

    [Test]
    public void A_waiting_key_does_not_move_down()
    {
        _queue.Add("a", QueuePriority.High);
        _queue.Add("b");
        _queue.Add("a", QueuePriority.Background);

        Assert.That(TakeAll(), Is.EqualTo(new[] { "a", "b" }));
    }

    [Test]
    public void The_lane_a_key_was_taken_from_is_known_until_Done()
    {
        _queue.Add("a", QueuePriority.High);
        Take();
        Assert.That(_queue.PriorityOf("a"), Is.EqualTo(QueuePriority.High));

        _queue.Done("a");
        Assert.That(_queue.PriorityOf("a"), Is.EqualTo(QueuePriority.Normal));
    }

    [Test]
    public void A_delayed_key_is_handed_out_when_its_time_has_come()
    {
        _queue.AddAfter("a", TimeSpan.FromSeconds(10));
        _time.Advance(TimeSpan.FromSeconds(10) - TimeSpan.FromTicks(1));
        Assert.That(_queue.TryTake(out _), Is.False);

        _time.Advance(TimeSpan.FromTicks(1));
        Assert.That(Take(), Is.EqualTo("a"));
    }

    [Test]
    public void Of_two_delays_the_shorter_wins_in_either_order([Values(1, 30)] int first, [Values(1, 30)] int second)
    {
        _queue.AddAfter("a", TimeSpan.FromSeconds(first));
        _queue.AddAfter("a", TimeSpan.FromSeconds(second));
        _time.Advance(TimeSpan.FromSeconds(Math.Min(first, second)));

        Assert.That(TakeAll(), Is.EqualTo(new[] { "a" }));
        _time.Advance(TimeSpan.FromMinutes(1));
        Assert.That(TakeAll(), Is.Empty);
    }

    [Test]
    public void An_immediate_add_ends_the_delay()
    {
        _queue.AddAfter("a", TimeSpan.FromSeconds(10));
        _queue.Add("a");
        Assert.That(TakeAll(), Is.EqualTo(new[] { "a" }));

        _time.Advance(TimeSpan.FromMinutes(1));
        Assert.That(TakeAll(), Is.Empty);
    }

    [Test]
    public void A_delay_does_not_hold_back_a_key_that_is_ready()
    {
        _queue.Add("a");
        _queue.AddAfter("a", TimeSpan.FromSeconds(10), QueuePriority.High);

        Assert.That(TakeAll(), Is.EqualTo(new[] { "a" }));
        Assert.That(_queue.Delayed, Is.Zero);
    }

    [Test]
    public void A_delayed_key_keeps_the_highest_priority_it_was_given()
    {
        _queue.AddAfter("a", TimeSpan.FromSeconds(1), QueuePriority.High);
        _queue.AddAfter("a", TimeSpan.FromSeconds(2), QueuePriority.Background);
        _time.Advance(TimeSpan.FromSeconds(1));
        _queue.Add("b");

        Assert.That(TakeAll(), Is.EqualTo(new[] { "a", "b" }));
    }

    [Test]
    public void A_delay_that_ends_while_the_key_is_processed_hands_it_out_after_Done()
    {
        _queue.Add("a");
        Take();
        _queue.AddAfter("a", TimeSpan.FromSeconds(1));
        _time.Advance(TimeSpan.FromSeconds(2));
        Assert.That(_queue.TryTake(out _), Is.False);

        _queue.Done("a");
        Assert.That(Take(), Is.EqualTo("a"));
    }

    [Test]
    public void A_delay_asked_for_while_the_key_is_processed_survives_Done()
    {
        _queue.Add("a");
        Take();
        _queue.AddAfter("a", TimeSpan.FromSeconds(1));
        _queue.Done("a");
        Assert.That(_queue.TryTake(out _), Is.False);

        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.That(Take(), Is.EqualTo("a"));
    }

    [Test]
    public void A_delay_of_years_is_accepted()
    {
        _queue.AddAfter("a", TimeSpan.MaxValue);
        _queue.AddAfter("b", TimeSpan.FromDays(100));
        _time.Advance(TimeSpan.FromDays(100));

        Assert.That(TakeAll(), Is.EqualTo(new[] { "b" }));
    }

    [Test]
    public void Backoff_doubles_with_each_failure_and_stops_at_the_cap()
    {
        WorkQueueOptions options = new("test");
        IEnumerable<double> seconds = Enumerable.Range(0, 12).Select(failures => Backoff.Delay(options, failures, 0).TotalSeconds);

        Assert.That(seconds, Is.EqualTo(new[] { 0.2, 0.4, 0.8, 1.6, 3.2, 6.4, 12.8, 25.6, 30, 30, 30, 30 }));
    }

    [Test]
    public void Backoff_of_any_number_of_failures_is_the_cap()
    {
        Assert.That(Backoff.Delay(new WorkQueueOptions("test"), int.MaxValue, 0), Is.EqualTo(TimeSpan.FromSeconds(30)));
    }

    [Test]
    public void Jitter_only_shortens_the_backoff()
    {
        Assert.That(Backoff.Delay(new WorkQueueOptions("test") { Jitter = 0.5 }, 20, 1), Is.EqualTo(TimeSpan.FromSeconds(15)));
    }

    [Test]
    public void A_failed_key_comes_back_after_its_backoff()
    {
        _queue.Add("a");
        Take();
        _queue.AddRateLimited("a");
        _queue.Done("a");
        Assert.That(_queue.Failures("a"), Is.EqualTo(1));
        Assert.That(_queue.TryTake(out _), Is.False);

        _time.Advance(TimeSpan.FromMilliseconds(200));
        Assert.That(Take(), Is.EqualTo("a"));
    }

    [Test]
    public void Failures_are_remembered_until_they_are_forgotten()
    {
        for (int i = 0; i < 3; i++)
        {
            _queue.AddRateLimited("a");
            _time.Advance(TimeSpan.FromSeconds(1));
            Take();
            _queue.Done("a");
        }

        Assert.That(_queue.Failures("a"), Is.EqualTo(3));
        _queue.Forget("a");
        Assert.That(_queue.Failures("a"), Is.Zero);
    }

    [Test]
    public async Task A_ready_key_is_handed_out_synchronously()
    {
        _queue.Add("a");
        ValueTask<string> take = _queue.TakeAsync(CancellationToken.None);

        Assert.That(take.IsCompletedSuccessfully, Is.True);
        Assert.That(await take, Is.EqualTo("a"));
    }

    [Test]
    public async Task A_waiting_worker_gets_the_next_key()
    {
        Task<string> take = _queue.TakeAsync(CancellationToken.None).AsTask();
        _queue.Add("a");

        Assert.That(await take, Is.EqualTo("a"));
    }

    [Test]
    public async Task All_waiting_workers_are_woken_when_there_is_work_for_all()
    {
        Task<string>[] takes = [.. Enumerable.Range(0, 3).Select(_ => _queue.TakeAsync(CancellationToken.None).AsTask())];
        _queue.Add("a");
        _queue.Add("b");
        _queue.Add("c");

        Assert.That(await Task.WhenAll(takes), Is.EquivalentTo(new[] { "a", "b", "c" }));
    }

    [Test]
    public void A_cancelled_take_ends()
    {
        using CancellationTokenSource stop = new();
        Task<string> take = _queue.TakeAsync(stop.Token).AsTask();
        stop.Cancel();

        Assert.That(async () => await take, Throws.InstanceOf<OperationCanceledException>());
    }

    [Test]
    public async Task A_cancelled_take_does_not_swallow_the_wake_up_of_another()
    {
        using CancellationTokenSource stop = new();
        Task<string> first = _queue.TakeAsync(stop.Token).AsTask();
        Task<string> second = _queue.TakeAsync(CancellationToken.None).AsTask();
        stop.Cancel();
        Assert.That(async () => await first, Throws.InstanceOf<OperationCanceledException>());
        _queue.Add("a");

        Assert.That(await second, Is.EqualTo("a"));
    }

    [Test]
    public void A_complete_queue_hands_out_what_is_ready_and_then_ends()
    {
        _queue.Add("a");
        _queue.AddAfter("later", TimeSpan.FromSeconds(1));
        _queue.Complete();
        _queue.Add("b");
        _time.Advance(TimeSpan.FromSeconds(2));

        Assert.That(Take(), Is.EqualTo("a"));
        Assert.That(async () => await _queue.TakeAsync(CancellationToken.None), Throws.InstanceOf<ChannelClosedException>());
    }

    [Test]
    public void A_disposed_queue_releases_its_waiting_workers_and_ignores_late_calls()
    {
        _queue.Add("a");
        Take();
        Task<string> take = _queue.TakeAsync(CancellationToken.None).AsTask();
        _queue.Dispose();
        _queue.Add("b");
        _queue.AddAfter("b", TimeSpan.FromSeconds(1));
        _queue.AddRateLimited("b");
        _queue.Forget("b");
        _queue.Done("a");
        _queue.Dispose();

        Assert.That(async () => await take, Throws.InstanceOf<ChannelClosedException>());
        Assert.That(_queue.Depth, Is.Zero);
    }

    [Test]
    public void Done_for_a_key_nobody_took_does_nothing()
    {
        _queue.Add("a");
        _queue.Done("a");
        _queue.Done("b");

        Assert.That(TakeAll(), Is.EqualTo(new[] { "a" }));
    }

    [TestCase(0, 30, 0.2)]
    [TestCase(31, 30, 0.2)]
    [TestCase(1, 30, -0.1)]
    [TestCase(1, 30, 1.1)]
    public void Senseless_options_are_refused(int baseSeconds, int capSeconds, double jitter)
    {
        WorkQueueOptions options = new("test")
        {
            BackoffBase = TimeSpan.FromSeconds(baseSeconds),
            BackoffCap = TimeSpan.FromSeconds(capSeconds),
            Jitter = jitter,
        };

        Assert.That(() => new WorkQueue<string>(options, _time, new Random(1)), Throws.InstanceOf<ArgumentOutOfRangeException>());
    }

    private string Take()
    {
        Assert.That(_queue.TryTake(out string? key), Is.True, "a key is ready");
        return key!;
    }

    private List<string> TakeAll()
    {
        List<string> keys = [];
        while (_queue.TryTake(out string? key))
        {
            keys.Add(key);
            _queue.Done(key);
        }

        return keys;
    }
}
