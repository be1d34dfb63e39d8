using NUnit.Framework;
using static Alitellm.Testing.Tests.Kubernetes.Widgets;

namespace Alitellm.Testing.Tests.Kubernetes;

public sealed class SchemaTests
{
    private World _world = null!;

    [SetUp]
    public void CreateWorld() => _world = new World();

    [TearDown]
    public void DisposeWorld() => _world.Dispose();

    [TestCase("""{}""", "spec.size", "FieldValueRequired", "Required value")]
    [TestCase("""{"size":0}""", "spec.size", "FieldValueInvalid", "Invalid value: 0: spec.size in body should be greater than or equal to 1")]
    [TestCase("""{"size":11}""", "spec.size", "FieldValueInvalid", "Invalid value: 11: spec.size in body should be less than or equal to 10")]
    [TestCase("""{"size":"x"}""", "spec.size", "FieldValueTypeInvalid", "Invalid value: \"string\": spec.size in body must be of type integer: \"string\"")]
    [TestCase("""{"size":1.5}""", "spec.size", "FieldValueTypeInvalid", "Invalid value: \"number\": spec.size in body must be of type integer: \"number\"")]
    [TestCase("""{"size":1,"color":"blue"}""", "spec.color", "FieldValueNotSupported", "Unsupported value: \"blue\": supported values: \"red\", \"green\"")]
    [TestCase("""{"size":1,"code":"A1"}""", "spec.code", "FieldValueInvalid", "Invalid value: \"A1\": spec.code in body should match '^[a-z]+$'")]
    [TestCase("""{"size":1,"code":"a"}""", "spec.code", "FieldValueInvalid", "Invalid value: \"a\": spec.code in body should be at least 2 chars long")]
    [TestCase("""{"size":1,"code":"abcdef"}""", "spec.code", "FieldValueTooLong", "Too long: may not be more than 5 bytes")]
    [TestCase("""{"size":1,"tags":["a","b","c","d"]}""", "spec.tags", "FieldValueTooMany", "Too many: 4: must have at most 3 items")]
    [TestCase("""{"size":1,"tags":["a","a"]}""", "spec.tags[1]", "FieldValueDuplicate", "Duplicate value: \"a\"")]
    [TestCase("""{"size":1,"targets":[{"name":"x"},{"name":"x"}]}""", "spec.targets[1]", "FieldValueDuplicate", "Duplicate value: {\"name\":\"x\"}")]
    [TestCase("""{"size":1,"targets":[{"url":"x"}]}""", "spec.targets[0].name", "FieldValueRequired", "Required value")]
    [TestCase("""{"size":1,"limits":{"a":"b"}}""", "spec.limits.a", "FieldValueTypeInvalid", "Invalid value: \"string\": spec.limits.a in body must be of type integer: \"string\"")]
    public async Task A_violation_is_answered_with_its_cause(string spec, string field, string reason, string message)
    {
        var answer = await _world.Post(Endpoint, Widget("a", spec));

        Assert.That((answer.Code, answer.Reason), Is.EqualTo((422, "Invalid")));
        Assert.That((string?)answer.At("details.causes.0.field"), Is.EqualTo(field));
        Assert.That((string?)answer.At("details.causes.0.reason"), Is.EqualTo(reason));
        Assert.That((string?)answer.At("details.causes.0.message"), Is.EqualTo(message));
        Assert.That(answer.Message, Is.EqualTo($"Widget.example.com \"a\" is invalid: {field}: {message}"));
    }

    [Test]
    public async Task Several_violations_are_listed_together()
    {
        var answer = await _world.Post(Endpoint, Widget("a", """{"size":0,"color":"blue"}"""));

        Assert.That(answer.Body["details"]!["causes"]!.AsArray(), Has.Count.EqualTo(2));
        Assert.That(answer.Message, Does.StartWith("Widget.example.com \"a\" is invalid: ["));
    }

    [Test]
    public async Task Unknown_fields_are_pruned_but_where_the_schema_keeps_them()
    {
        var answer = await _world.Post(Endpoint, Widget("a", """{"size":1,"bogus":1,"free":{"any":{"thing":1}},"port":"http"}"""));

        Assert.That(answer.At("spec.bogus"), Is.Null);
        Assert.That(answer.Number("spec.free.any.thing"), Is.EqualTo(1));
        Assert.That(answer.Json("spec.port"), Is.EqualTo("\"http\""));
    }

    [Test]
    public async Task Strict_validation_refuses_unknown_fields_and_the_default_warns()
    {
        var strict = await _world.Post($"{Endpoint}?fieldValidation=Strict", Widget("a", """{"size":1,"bogus":1}"""));
        var warned = await _world.Post(Endpoint, Widget("a", """{"size":1,"bogus":1}"""));

        Assert.That(strict.Code, Is.EqualTo(400));
        Assert.That(strict.Message, Is.EqualTo("Widget in version \"v1\" cannot be handled as a Widget: strict decoding error: unknown field \"spec.bogus\""));
        Assert.That(warned.Headers.GetValues("Warning").Single(), Is.EqualTo("299 - \"unknown field \\\"spec.bogus\\\"\""));
    }

    [Test]
    public async Task Null_stays_only_where_it_is_allowed()
    {
        var answer = await _world.Post(Endpoint, Widget("a", """{"size":1,"note":null,"code":null}"""));

        Assert.That(answer.Code, Is.EqualTo(201));
        Assert.That(answer.Body["spec"]!.AsObject().ContainsKey("note"), Is.True);
        Assert.That(answer.Body["spec"]!.AsObject().ContainsKey("code"), Is.False);
    }

    [Test]
    public async Task A_definition_is_established_and_served_at_once()
    {
        var crd = await _world.Get("/apis/apiextensions.k8s.io/v1/customresourcedefinitions/widgets.example.com");
        var conditions = crd.Body["status"]!["conditions"]!.AsArray().Select(c => $"{c!["type"]}={c["status"]}");

        Assert.That(conditions, Is.EquivalentTo(["NamesAccepted=True", "Established=True"]));
        Assert.That(crd.Json("status.acceptedNames.listKind"), Is.EqualTo("\"WidgetList\""));
    }

    [Test]
    public async Task A_deleted_definition_takes_its_objects_along()
    {
        await _world.Post(Endpoint, Widget("a"));
        await _world.Delete("/apis/apiextensions.k8s.io/v1/customresourcedefinitions/widgets.example.com");
        using var answer = await _world.Client.GetAsync(Endpoint);

        Assert.That((int)answer.StatusCode, Is.EqualTo(404));
        Assert.That(_world.Server.List("customresourcedefinitions.apiextensions.k8s.io"), Is.Empty);
    }

    [Test]
    public async Task A_deleted_definition_ends_its_watches_after_its_objects()
    {
        await _world.Post(Endpoint, Widget("a"));
        using var watch = await _world.Watch($"{Endpoint}?watch=1&resourceVersion={_world.Server.ResourceVersion}");
        await _world.Delete("/apis/apiextensions.k8s.io/v1/customresourcedefinitions/widgets.example.com");

        Assert.That(await watch.Next(), Is.EqualTo("DELETED a"));
        Assert.That(await watch.Next(), Is.Null);
    }

    [Test]
    public async Task A_version_that_is_no_longer_served_ends_its_watches()
    {
        using var watch = await _world.Watch($"{Endpoint}?watch=1");

        _world.Server.InstallCrds([Definition.Replace("name: v1", "name: v2", StringComparison.Ordinal)]);

        Assert.That(await watch.Next(), Is.Null);
        using var answer = await _world.Client.GetAsync(Endpoint);
        Assert.That((int)answer.StatusCode, Is.EqualTo(404));
    }
}
