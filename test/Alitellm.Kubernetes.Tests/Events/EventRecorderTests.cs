using System.Text;
using Alitellm.Kubernetes.Events;
using k8s.Models;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using NUnit.Framework;

namespace Alitellm.Kubernetes.Tests.Events;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class EventRecorderTests : IDisposable
{
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero));
    private readonly MemoryEventStore _store = new();
    private readonly CancellationTokenSource _stop = new();
    private readonly PumpedContext _context = new();
    private readonly V1ConfigMap _object = new()
    {
        ApiVersion = "v1",
        Kind = "ConfigMap",
        Metadata = new V1ObjectMeta { Name = "thing", NamespaceProperty = "ns", Uid = "u-1", ResourceVersion = "7" },
    };

    private EventRecorder _recorder = null!;
    private Task _run = Task.CompletedTask;

    [SetUp]
    public void Start()
    {
        Start(new EventRecorderOptions());
    }

    public void Dispose()
    {
        _stop.Dispose();
    }

    [Test]
    public void The_first_event_is_written_at_once_with_all_fields()
    {
        _recorder.Warning(_object, "Conflict", "another one has it");
        Drain();

        Eventsv1Event written = _store.Created.Single();
        Assert.That(written.Metadata.NamespaceProperty, Is.EqualTo("ns"));
        Assert.That(written.Metadata.Name, Does.StartWith("thing."));
        Assert.That((written.Type, written.Reason, written.Note, written.Action), Is.EqualTo(("Warning", "Conflict", "another one has it", "Reconcile")));
        Assert.That((written.ReportingController, written.ReportingInstance), Is.EqualTo(("example.com/operator", "pod-1")));
        Assert.That((written.Regarding.Kind, written.Regarding.Name, written.Regarding.Uid), Is.EqualTo(("ConfigMap", "thing", "u-1")));
        Assert.That(written.EventTime, Is.EqualTo(_time.GetUtcNow().UtcDateTime));
        Assert.That(written.Series, Is.Null);
    }

    [Test]
    public void Repetitions_are_written_as_a_series_once_per_interval()
    {
        for (int minute = 0; minute < 12; minute++)
        {
            _recorder.Normal(_object, "Repaired", "again");
            Advance(TimeSpan.FromMinutes(1));
        }

        Assert.That(_store.Created, Has.Count.EqualTo(1));
        Assert.That(_store.Patched.Select(patch => patch.Count), Is.EqualTo(new[] { 6, 12 }));
        Assert.That(_store.Patched[0].Name, Is.EqualTo(_store.Created[0].Metadata.Name));
    }

    [Test]
    public void A_series_without_repetition_ends_and_a_later_event_is_new()
    {
        _recorder.Normal(_object, "Repaired", "once");
        Advance(TimeSpan.FromMinutes(7));
        _recorder.Normal(_object, "Repaired", "once");
        Drain();

        Assert.That(_store.Created, Has.Count.EqualTo(2));
        Assert.That(_store.Created.Select(written => written.Metadata.Name), Is.Unique);
        Assert.That(_store.Patched, Is.Empty);
    }

    [Test]
    public void Different_happenings_are_different_events()
    {
        _recorder.Normal(_object, "A", "x");
        _recorder.Warning(_object, "A", "x");
        _recorder.Normal(_object, "B", "x");
        _recorder.Normal(_object, "A", "y");
        _recorder.For("model-controller").Normal(_object, "A", "x");
        Drain();

        Assert.That(_store.Created, Has.Count.EqualTo(5));
        Assert.That(_store.Created[4].ReportingController, Is.EqualTo("model-controller"));
    }

    [Test]
    public void Events_of_objects_without_a_namespace_go_to_default()
    {
        _object.Metadata.NamespaceProperty = null;
        _recorder.Normal(_object, "A", "x");
        Drain();

        Assert.That(_store.Created.Single().Metadata.NamespaceProperty, Is.EqualTo("default"));
        Assert.That(_store.Created.Single().Regarding.NamespaceProperty, Is.Null);
    }

    [Test]
    public void A_long_note_is_cut_to_a_kilobyte_at_a_character_s_border()
    {
        _recorder.Normal(_object, "A", new string('ü', 2000));
        Drain();

        string note = _store.Created.Single().Note;
        Assert.That(Encoding.UTF8.GetByteCount(note), Is.LessThanOrEqualTo(1024));
        Assert.That(note, Does.EndWith("ü…"));
    }

    [Test]
    public void A_long_name_leaves_room_for_the_suffix()
    {
        _object.Metadata.Name = new string('n', 253);
        _recorder.Normal(_object, "A", "x");
        Drain();

        Assert.That(_store.Created.Single().Metadata.Name, Has.Length.EqualTo(253));
    }

    [Test]
    public void A_failure_is_survived()
    {
        _store.Fails = true;
        _recorder.Normal(_object, "A", "x");
        Drain();
        _store.Fails = false;
        _recorder.Normal(_object, "B", "x");
        Drain();

        Assert.That(_store.Created.Select(written => written.Reason), Is.EqualTo(new[] { "B" }));
    }

    [Test]
    public void After_a_failure_the_same_happening_is_written_as_a_new_event()
    {
        _store.Fails = true;
        _recorder.Normal(_object, "A", "x");
        Drain();
        _store.Fails = false;
        _recorder.Normal(_object, "A", "x");
        Drain();

        Assert.That(_store.Created, Has.Count.EqualTo(1));
    }

    [Test]
    public void A_hanging_request_is_given_up()
    {
        _store.Gate = new TaskCompletionSource().Task;
        _recorder.Normal(_object, "A", "x");
        Drain();
        _store.Gate = Task.CompletedTask;
        _recorder.Normal(_object, "B", "x");
        Advance(TimeSpan.FromSeconds(11));

        Assert.That(_store.Created.Select(written => written.Reason), Is.EqualTo(new[] { "B" }));
    }

    [Test]
    public void When_too_many_wait_the_oldest_goes()
    {
        Start(new EventRecorderOptions { QueueLength = 2 });
        foreach (string reason in new[] { "A", "B", "C" })
        {
            _recorder.Normal(_object, reason, "x");
        }

        Drain();
        Assert.That(_store.Created.Select(written => written.Reason), Is.EqualTo(new[] { "B", "C" }));
    }

    [Test]
    public void Only_so_many_series_are_remembered()
    {
        Start(new EventRecorderOptions { MaxSeries = 2 });
        foreach (string reason in new[] { "A", "B", "C", "A" })
        {
            _recorder.Normal(_object, reason, "x");
        }

        Drain();
        Assert.That(_store.Created, Has.Count.EqualTo(4));
    }

    [Test]
    public void It_ends_when_cancelled()
    {
        _stop.Cancel();
        Drain();

        Assert.That(_run.IsCompletedSuccessfully, Is.True);
    }

    private void Start(EventRecorderOptions options)
    {
        _recorder = new EventRecorder(_store, "example.com/operator", "pod-1", options, _time, NullLoggerFactory.Instance);
        Within(() => _run = _recorder.RunAsync(_stop.Token));
    }

    private void Advance(TimeSpan time)
    {
        Within(() => _time.Advance(time));
    }

    private void Drain()
    {
        Within(() => { });
    }

    private void Within(Action action)
    {
        SynchronizationContext? previous = SynchronizationContext.Current;
        SynchronizationContext.SetSynchronizationContext(_context);
        action();
        _context.Drain();
        SynchronizationContext.SetSynchronizationContext(previous);
    }
}
