using System.Threading.Channels;
using Alitellm.Kubernetes;
using Alitellm.Operator.Kinds.Model;
using Alitellm.Operator.Remote.Observing;
using Microsoft.Extensions.Time.Testing;
using NUnit.Framework;

namespace Alitellm.Operator.Tests.Remote.Observing;

public sealed class RemoteInformerTests
{
    private static readonly ObjectKey _first = new("default", "first");
    private static readonly ObjectKey _second = new("default", "second");
    private static readonly PollOptions _options = new(TimeSpan.FromSeconds(30));

    private FakeTimeProvider _time = null!;
    private CancellationTokenSource _stop = null!;
    private Channel<RemoteNews<ObservedModel>> _lists = null!;
    private RemoteInformer<ObservedModel> _informer = null!;
    private Task _run = null!;

    [SetUp]
    public void SetUp()
    {
        _time = new();
        _stop = new();
        _lists = Channel.CreateUnbounded<RemoteNews<ObservedModel>>();
        _informer = new(_ => Task.FromResult<IReadOnlyList<ObservedModel>?>([]), _options, _time, new Random(1));
        _informer.Listed += news => _lists.Writer.TryWrite(news);
        _run = _informer.RunAsync(_stop.Token);
    }

    [TearDown]
    public async Task TearDown()
    {
        await _stop.CancelAsync();
        Assert.That(async () => await _run, Throws.InstanceOf<OperationCanceledException>());
        _stop.Dispose();
    }

    [Test]
    public async Task Only_the_first_list_says_that_there_was_none_before()
    {
        Assert.That((await _lists.Reader.ReadAsync()).IsFirst);
        _informer.ListSoon();
        _time.Advance(_options.ConfirmDelay);
        Assert.That((await _lists.Reader.ReadAsync()).IsFirst, Is.False);
    }

    [Test]
    public async Task A_list_after_one_that_is_too_old_says_that_there_was_none_before()
    {
        await _lists.Reader.ReadAsync();
        _time.Advance(_options.MaxAge + TimeSpan.FromTicks(1));
        Assert.That((await _lists.Reader.ReadAsync()).IsFirst);
    }

    [Test]
    public async Task Keys_that_want_a_confirmation_within_a_moment_share_one_list()
    {
        await _lists.Reader.ReadAsync();
        _informer.ConfirmSoon(_first);
        _time.Advance(TimeSpan.FromMilliseconds(20));
        _informer.ConfirmSoon(_second);
        _time.Advance(_options.ConfirmDelay);
        Assert.That((await _lists.Reader.ReadAsync()).Waiting, Is.EquivalentTo(new[] { _first, _second }));
    }

    [Test]
    public async Task A_key_that_asks_just_before_a_list_gets_one_of_its_own_soon_after()
    {
        await _lists.Reader.ReadAsync();
        _informer.ConfirmSoon(_first);
        _time.Advance(_options.ConfirmDelay - TimeSpan.FromMilliseconds(20));
        _informer.ConfirmSoon(_second);
        _time.Advance(TimeSpan.FromMilliseconds(20));
        Assert.That((await _lists.Reader.ReadAsync()).Waiting, Is.EquivalentTo(new[] { _first }));
        _time.Advance(_options.ConfirmDelay);
        Assert.That((await _lists.Reader.ReadAsync()).Waiting, Is.EquivalentTo(new[] { _second }));
    }
}
