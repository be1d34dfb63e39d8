using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Alitellm.Kubernetes.Client;
using k8s.Models;
using Microsoft.Extensions.Time.Testing;
using NUnit.Framework;

namespace Alitellm.Kubernetes.Tests.Client;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class ResourceClientTests : IDisposable
{
    private static readonly ObjectKey Key = new("a", "one");

    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 1, 1, 12, 0, 0, TimeSpan.Zero));
    private ScriptedServer _server = null!;
    private KubernetesConnection _connection = null!;
    private IResourceClient<Thing> _things = null!;

    [SetUp]
    public void Connect()
    {
        _server = new ScriptedServer();
        _connection = KubernetesConnection.ForHandler(_server, "tester/1", _time);
        _things = _connection.Resource(Things.Type);
    }

    public void Dispose()
    {
        _connection.Dispose();
        _server.Dispose();
    }

    [Test]
    public async Task A_missing_object_reads_as_null()
    {
        _server.Answers(HttpStatusCode.NotFound, """{"kind":"Status","reason":"NotFound","code":404}""");

        Assert.That(await _things.GetAsync(Key, default), Is.Null);
    }

    [Test]
    public async Task An_object_is_read_with_its_kind_named_and_without_managed_fields()
    {
        _server.Answers("""{"metadata":{"namespace":"a","name":"one","managedFields":[{"manager":"x","fieldsV1":{"f:spec":{}}}]},"spec":{"value":7}}""");

        var thing = await _things.GetAsync(Key, default);

        Assert.Multiple(() =>
        {
            Assert.That(thing!.Spec!.Value, Is.EqualTo(7));
            Assert.That((thing.ApiVersion, thing.Kind), Is.EqualTo(("test.example.com/v1", "Thing")));
            Assert.That(thing.Metadata.ManagedFields, Is.Null);
            Assert.That(_server.Requests[0].Path, Is.EqualTo("/apis/test.example.com/v1/namespaces/a/things/one"));
            Assert.That(_server.Requests[0].UserAgent, Is.EqualTo("tester/1"));
        });
    }

    [Test]
    public async Task Creating_posts_the_whole_object_with_its_kind_to_the_collection()
    {
        _server.Answers(Things.Json("one", 1));

        await _things.CreateAsync(Things.Make("one", 1, 3), default);

        var body = JsonNode.Parse(_server.Requests[0].Body)!;
        Assert.Multiple(() =>
        {
            Assert.That(_server.Requests[0].Method, Is.EqualTo("POST"));
            Assert.That(_server.Requests[0].Path, Is.EqualTo("/apis/test.example.com/v1/namespaces/a/things"));
            Assert.That((string?)body["kind"], Is.EqualTo("Thing"));
            Assert.That((int?)body["spec"]!["value"], Is.EqualTo(3));
        });
    }

    [Test]
    public async Task Every_kind_of_patch_has_its_media_type_and_path()
    {
        for (var i = 0; i < 4; i++)
        {
            _server.Answers(Things.Json("one", 1));
        }

        var patch = new JsonObject { ["phase"] = "Ready" };
        await _things.MergePatchAsync(Key, new JsonObject { ["spec"] = new JsonObject() }, default);
        await _things.MergePatchStatusAsync(Key, patch, default);
        await _things.JsonPatchAsync(Key, new JsonArray(new JsonObject { ["op"] = "test" }), default);
        await _things.ApplyAsync(Key, new JsonObject { ["kind"] = "Thing" }, "me & you", true, default);

        const string path = "/apis/test.example.com/v1/namespaces/a/things/one";
        Assert.That(
            _server.Requests.Select(r => (r.Method, r.Path, r.ContentType, r.Body)),
            Is.EqualTo(new[]
            {
                ("PATCH", path, "application/merge-patch+json", """{"spec":{}}"""),
                ("PATCH", path + "/status", "application/merge-patch+json", """{"status":{"phase":"Ready"}}"""),
                ("PATCH", path, "application/json-patch+json", """[{"op":"test"}]"""),
                ("PATCH", path + "?fieldManager=me%20%26%20you&force=true", "application/apply-patch+yaml", """{"kind":"Thing"}"""),
            }));
        Assert.That(patch.Parent, Is.Null, "the patch stays the caller's");
    }

    [Test]
    public async Task Deleting_what_is_gone_is_success()
    {
        _server.Answers(HttpStatusCode.NotFound, "{}");

        await _things.DeleteAsync(Key, "uid-1", default);

        Assert.That((string?)JsonNode.Parse(_server.Requests[0].Body)!["preconditions"]!["uid"], Is.EqualTo("uid-1"));
    }

    [Test]
    public void Deleting_a_successor_of_the_same_name_is_a_conflict()
    {
        _server.Answers(HttpStatusCode.Conflict, """{"kind":"Status","reason":"Conflict","code":409}""");

        Assert.That(() => _things.DeleteAsync(Key, "uid-1", default), Throws.TypeOf<KubernetesApiException>().With.Property("IsConflict").True);
    }

    [Test]
    public async Task A_refusal_tells_status_reason_message_and_how_long_to_wait()
    {
        _server.Answers(
            HttpStatusCode.TooManyRequests,
            """{"kind":"Status","reason":"TooManyRequests","message":"slow down","code":429,"details":{"retryAfterSeconds":3}}""",
            r => r.Headers.RetryAfter = new RetryConditionHeaderValue(TimeSpan.FromSeconds(7)));

        var e = (await Assert.ThrowsAsync<KubernetesApiException>(() => _things.GetAsync(Key, default)))!;

        Assert.Multiple(() =>
        {
            Assert.That((e.Status, e.Reason, e.RetryAfter), Is.EqualTo((429, "TooManyRequests", TimeSpan.FromSeconds(7))));
            Assert.That(e.Message, Does.Contain("things a/one").And.Contain("slow down"));
        });
    }

    [Test]
    public async Task A_retry_time_given_as_a_date_counts_from_the_injected_clock()
    {
        _server.Answers(HttpStatusCode.ServiceUnavailable, "", r => r.Headers.RetryAfter = new RetryConditionHeaderValue(_time.GetUtcNow().AddSeconds(20)));

        var e = (await Assert.ThrowsAsync<KubernetesApiException>(() => _things.GetAsync(Key, default)))!;

        Assert.That(e.RetryAfter, Is.EqualTo(TimeSpan.FromSeconds(20)));
    }

    [Test]
    public async Task A_body_that_is_no_Status_is_never_quoted()
    {
        _server.Answers(HttpStatusCode.BadGateway, "<html>canary-value</html>");

        var e = (await Assert.ThrowsAsync<KubernetesApiException>(() => _things.GetAsync(Key, default)))!;

        Assert.Multiple(() =>
        {
            Assert.That((e.Status, e.Reason), Is.EqualTo((502, "BadGateway")));
            Assert.That(e.ToString(), Does.Not.Contain("canary"));
        });
    }

    [Test]
    public async Task An_answer_that_cannot_be_decoded_is_a_failure_that_quotes_no_value()
    {
        _server.Answers("""{"metadata":{"name":"one"},"spec":{"value":"canary-value"}}""");

        var e = (await Assert.ThrowsAsync<KubernetesApiException>(() => _things.GetAsync(Key, default)))!;

        Assert.Multiple(() =>
        {
            Assert.That(e.Status, Is.Null);
            Assert.That(e.ToString(), Does.Not.Contain("canary"));
        });
    }

    [Test]
    public void An_unreachable_server_is_a_failure_without_status()
    {
        _server.Fails(new HttpRequestException(HttpRequestError.ConnectionError, "refused"));

        Assert.That(() => _things.GetAsync(Key, default), Throws.TypeOf<KubernetesApiException>().With.Property("Status").Null.And.Property("Reason").EqualTo("Unreachable"));
    }

    [Test]
    public async Task A_request_is_given_up_after_thirty_seconds_of_the_injected_clock()
    {
        _server.Hangs();
        var request = _things.GetAsync(Key, default);

        _time.Advance(TimeSpan.FromSeconds(29.9));
        var before = request.IsCompleted;
        _time.Advance(TimeSpan.FromSeconds(0.2));

        Assert.That(before, Is.False);
        var failure = await CatchAsync(request);
        Assert.That((failure as KubernetesApiException)?.Reason, Is.EqualTo("RequestTimeout"));
    }

    [Test]
    public void Giving_up_as_the_caller_is_a_cancellation_and_not_a_failure()
    {
        _server.Hangs();
        using var giveUp = new CancellationTokenSource();
        var request = _things.GetAsync(Key, giveUp.Token);

        giveUp.Cancel();

        Assert.That(() => request, Throws.InstanceOf<OperationCanceledException>());
    }

    [Test]
    public async Task The_hook_sees_writes_only_and_stops_them_with_its_own_exception()
    {
        _server.Answers(Things.Json("one", 1));
        var asked = new List<string>();
        _connection.BeforeSend = request =>
        {
            asked.Add(request.Method.Method);
            throw new OperationCanceledException("no lease");
        };

        await _things.GetAsync(Key, default);

        Assert.That(() => _things.MergePatchAsync(Key, [], default), Throws.InstanceOf<OperationCanceledException>().With.Message.EqualTo("no lease"));
        Assert.That(() => _things.DeleteAsync(Key, null, default), Throws.InstanceOf<OperationCanceledException>());
        Assert.That(() => _things.CreateAsync(new() { Metadata = new() { NamespaceProperty = "a", Name = "one" } }, default), Throws.InstanceOf<OperationCanceledException>());
        Assert.Multiple(() =>
        {
            Assert.That(asked, Is.EqualTo(new[] { "PATCH", "DELETE", "POST" }));
            Assert.That(_server.Requests, Has.Count.EqualTo(1));
        });
    }

    [Test]
    public async Task A_Secret_is_read_with_its_data()
    {
        _server.Answers($$"""{"metadata":{"namespace":"a","name":"one"},"data":{"key":"{{Convert.ToBase64String("value"u8)}}"} }""");

        var secret = await _connection.Resource(BuiltInTypes.Secret).GetAsync(Key, default);

        Assert.Multiple(() =>
        {
            Assert.That(Encoding.UTF8.GetString(secret!.Data["key"]), Is.EqualTo("value"));
            Assert.That(_server.Requests[0].Path, Is.EqualTo("/api/v1/namespaces/a/secrets/one"));
        });
    }

    [Test]
    public async Task Times_of_a_Lease_have_six_digits_of_a_second()
    {
        _server.Answers("""{"metadata":{"namespace":"a","name":"one"},"spec":{"renewTime":"2026-01-01T12:00:00.123456Z"}}""");
        var lease = new V1Lease { Metadata = new() { NamespaceProperty = "a", Name = "one" }, Spec = new() { RenewTime = _time.GetUtcNow().UtcDateTime } };

        var created = await _connection.Resource(BuiltInTypes.Lease).CreateAsync(lease, default);

        Assert.Multiple(() =>
        {
            Assert.That((string?)JsonNode.Parse(_server.Requests[0].Body)!["spec"]!["renewTime"], Is.EqualTo("2026-01-01T12:00:00.000000Z"));
            Assert.That(created.Spec.RenewTime, Is.EqualTo(new DateTime(2026, 1, 1, 12, 0, 0, 123, 456, DateTimeKind.Utc)));
        });
    }

    private static async Task<Exception?> CatchAsync(Task task)
    {
        try
        {
            await task;
            return null;
        }
        catch (Exception e)
        {
            return e;
        }
    }
}
