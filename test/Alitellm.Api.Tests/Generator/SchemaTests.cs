using System.Text.Json.Nodes;
using Alitellm.Api.Schema;
using Alitellm.CrdGenerator;
using k8s.Models;

namespace Alitellm.Api.Tests.Generator;

public sealed class SchemaTests
{
    private static readonly XmlDocs Docs = XmlDocs.Of(typeof(SchemaTests).Assembly);

    [TestCase(nameof(Good.Text), """{"type":"string","minLength":1,"maxLength":5,"pattern":"^a"}""")]
    [TestCase(nameof(Good.Choice), """{"type":"string","enum":["b","a"],"default":"a"}""")]
    [TestCase(nameof(Good.Day), """{"type":"string","enum":["Friday","Monday","Saturday","Sunday","Thursday","Tuesday","Wednesday"]}""")]
    [TestCase(nameof(Good.Number), """{"type":"integer","format":"int32","minimum":-1,"maximum":3,"default":2}""")]
    [TestCase(nameof(Good.Long), """{"type":"integer","format":"int64"}""")]
    [TestCase(nameof(Good.Ratio), """{"type":"number"}""")]
    [TestCase(nameof(Good.When), """{"type":"string","format":"date-time"}""")]
    [TestCase(nameof(Good.Bag), """{"type":"object","x-kubernetes-preserve-unknown-fields":true}""")]
    [TestCase(nameof(Good.Set), """{"type":"array","items":{"type":"string","pattern":"^b"},"minItems":1,"maxItems":2,"x-kubernetes-list-type":"set"}""")]
    [TestCase(nameof(Good.List), """{"type":"array","items":{"type":"boolean"},"x-kubernetes-list-type":"atomic"}""")]
    public void A_property_becomes_the_schema_of_its_type_and_attributes(string property, string expected)
    {
        var schema = Build<Good>(property);

        Assert.That((string?)schema["description"], Is.EqualTo($"The {property} of minItems, a value of Good."));
        schema.Remove("description");
        Assert.That(JsonNode.DeepEquals(schema, JsonNode.Parse(expected)), Is.True, schema.ToJsonString());
    }

    [Test]
    public void An_object_lists_its_required_properties_and_rules_and_a_map_its_key()
    {
        var schema = Build<Good>(nameof(Good.Map));

        Assert.That(schema["x-kubernetes-list-type"]!.ToJsonString() + schema["x-kubernetes-list-map-keys"]!.ToJsonString(), Is.EqualTo("""
            "map"["id"]
            """));
        Assert.That(schema["items"]!["required"]!.ToJsonString(), Is.EqualTo("""["id"]"""));
        Assert.That(schema["items"]!["properties"]!.AsObject().Select(p => p.Key), Is.EqualTo(new[] { "id", "note" }));
        Assert.That(
            JsonNode.DeepEquals(schema["items"]!["x-kubernetes-validations"], JsonNode.Parse("""[{"rule":"has(self.note)","message":"say why","fieldPath":".note","reason":"FieldValueRequired"}]""")),
            Is.True);
    }

    [Test]
    public void A_condition_is_Kubernetes_own() => Assert.That(
        Build<Good>(nameof(Good.Conditions))["items"]!["required"]!.ToJsonString(), Is.EqualTo("""["lastTransitionTime","message","reason","status","type"]"""));

    [TestCase(nameof(Bad.PatternOnNumber), "[Pattern] is for string values, not for integer")]
    [TestCase(nameof(Bad.PatternWithLookahead), "the pattern (?=a) is not valid")]
    [TestCase(nameof(Bad.ItemsOfText), "[MinLength] has OnItems, but the property is no list")]
    [TestCase(nameof(Bad.MinItemsOnText), "[MinItems] is for array values, not for string")]
    [TestCase(nameof(Bad.MaximumOnText), "[Maximum] is for integer values, not for string")]
    [TestCase(nameof(Bad.RangeTurnedRound), "minLength is greater than maxLength")]
    [TestCase(nameof(Bad.ValuesTwice), "allowed values have to be given, each once")]
    [TestCase(nameof(Bad.SetOnText), "a list type is for lists")]
    [TestCase(nameof(Bad.SetOfObjects), "a set holds scalars")]
    [TestCase(nameof(Bad.MapAndSet), "a list is a map or a set, not both")]
    [TestCase(nameof(Bad.MapWithoutKey), "the items have no property 'name' to be the key")]
    [TestCase(nameof(Bad.MapWithOptionalKey), "the key 'note' has to be a required property of the items")]
    [TestCase(nameof(Bad.BagWithoutMark), "JsonObject and [PreserveUnknownFields] go together")]
    [TestCase(nameof(Bad.MarkWithoutBag), "JsonObject and [PreserveUnknownFields] go together")]
    [TestCase(nameof(Bad.RequiredWithDefault), "a required property has no default")]
    [TestCase(nameof(Bad.DefaultOfAnotherType), "the default \"1\" is not valid: it is no integer")]
    [TestCase(nameof(Bad.DefaultNotAllowed), "the default \"c\" is not valid: it is none of the allowed values")]
    [TestCase(nameof(Bad.DefaultOutOfRange), "the default 9 is not valid: it is out of range")]
    [TestCase(nameof(Bad.DefaultNotMatching), "the default \"b\" is not valid: it does not match the pattern")]
    [TestCase(nameof(Bad.DefaultWithUnknownField), "there is no field 'other'")]
    [TestCase(nameof(Bad.DefaultNoJson), "the default Orphan is no JSON text")]
    [TestCase(nameof(Bad.Recursive), "Loop.Next: Loop contains itself")]
    [TestCase(nameof(Bad.Uri), "values of type Uri have no schema")]
    [TestCase(nameof(Bad.Empty), "Nothing has no properties")]
    [TestCase(nameof(Bad.RuleWithUnknownReason), "'Because' is no reason of a CEL rule")]
    [TestCase(nameof(Bad.RuleWithBarePath), "the field path of a CEL rule starts with a dot")]
    [TestCase(nameof(Bad.RuleWithoutOldSelf), "has to name oldSelf")]
    [TestCase(nameof(Bad.Undocumented), "has no <summary>")]
    public void What_makes_no_sense_is_refused_with_the_members_name(string property, string problem) =>
        Assert.That(() => Build<Bad>(property), Throws.TypeOf<SchemaException>().With.Message.Contains(problem.StartsWith("Loop.", StringComparison.Ordinal) ? problem : property).And.Message.Contains(problem));

    [Test]
    public void A_printer_column_has_to_lead_somewhere() =>
        Assert.That(() => PrinterColumns.Build(typeof(LostColumn), new JsonObject()), Throws.TypeOf<SchemaException>().With.Message.Contains("'Lost': there is no .spec.lost"));

    [Test]
    public void Printer_columns_have_different_names() =>
        Assert.That(() => PrinterColumns.Build(typeof(TwinColumns), new JsonObject()), Throws.TypeOf<SchemaException>().With.Message.Contains("two printer columns 'Age'"));

    [Test]
    public void Only_marked_types_are_kinds() =>
        Assert.That(() => new CrdBuilder(Docs).Build(typeof(Good)), Throws.TypeOf<SchemaException>().With.Message.Contains("[KubernetesKind]"));

    private static JsonObject Build<T>(string property) => new SchemaBuilder(Docs).Property(typeof(T).GetProperty(property)!);

    /// <summary>Valid attributes.</summary>
    internal sealed class Good
    {
        /// <summary>The <c>Text</c> of
        /// <see cref="MinItems"/>, a value of <see cref="Good"/>.</summary>
        [MinLength(1), MaxLength(5), Pattern("^a")]
        public string? Text { get; set; }

        /// <summary>The Choice of minItems, a value of Good.</summary>
        [AllowedValues("b", "a"), SchemaDefault("\"a\"")]
        public string? Choice { get; set; }

        /// <summary>The Day of minItems, a value of Good.</summary>
        public DayOfWeek? Day { get; set; }

        /// <summary>The Number of minItems, a value of Good.</summary>
        [Minimum(-1), Maximum(3), SchemaDefault("2")]
        public int? Number { get; set; }

        /// <summary>The Long of minItems, a value of Good.</summary>
        public long Long { get; set; }

        /// <summary>The Ratio of minItems, a value of Good.</summary>
        public double? Ratio { get; set; }

        /// <summary>The When of minItems, a value of Good.</summary>
        public DateTime? When { get; set; }

        /// <summary>The Bag of minItems, a value of Good.</summary>
        [PreserveUnknownFields]
        public JsonObject? Bag { get; set; }

        /// <summary>The Set of minItems, a value of Good.</summary>
        [ListSet, MinItems(1), MaxItems(2), Pattern("^b", OnItems = true)]
        public IList<string>? Set { get; set; }

        /// <summary>The List of minItems, a value of Good.</summary>
        public IList<bool>? List { get; set; }

        /// <summary>The Map of minItems, a value of Good.</summary>
        [ListMapKey("id")]
        public IList<Item>? Map { get; set; }

        /// <summary>The Conditions of minItems, a value of Good.</summary>
        [ListMapKey("type")]
        public IList<V1Condition>? Conditions { get; set; }

        /// <summary>Only for the reference to it.</summary>
        public int MinItems { get; set; }
    }

    /// <summary>An item.</summary>
    [CelRule("has(self.note)", "say why", FieldPath = ".note", Reason = "FieldValueRequired")]
    internal sealed class Item
    {
        /// <summary>The key.</summary>
        [Required]
        public string Id { get; set; } = "";

        /// <summary>A note.</summary>
        public string? Note { get; set; }
    }

    /// <summary>Holds itself.</summary>
    internal sealed class Loop
    {
        /// <summary>Itself.</summary>
        public IList<Loop>? Next { get; set; }
    }

    /// <summary>Holds nothing.</summary>
    internal sealed class Nothing;

    [PrinterColumn("Lost", ".spec.lost")]
    internal sealed class LostColumn;

    [PrinterColumn("Age", PrinterColumnAttribute.CreationTime)]
    [PrinterColumn("Age", PrinterColumnAttribute.CreationTime)]
    internal sealed class TwinColumns;

    /// <summary>Attributes that make no sense.</summary>
    internal sealed class Bad
    {
        /// <summary>x</summary>
        [Pattern("a")]
        public int PatternOnNumber { get; set; }

        /// <summary>x</summary>
        [Pattern("(?=a)")]
        public string? PatternWithLookahead { get; set; }

        /// <summary>x</summary>
        [MinLength(1, OnItems = true)]
        public string? ItemsOfText { get; set; }

        /// <summary>x</summary>
        [MinItems(1)]
        public string? MinItemsOnText { get; set; }

        /// <summary>x</summary>
        [Maximum(1)]
        public string? MaximumOnText { get; set; }

        /// <summary>x</summary>
        [MinLength(2), MaxLength(1)]
        public string? RangeTurnedRound { get; set; }

        /// <summary>x</summary>
        [AllowedValues("a", "a")]
        public string? ValuesTwice { get; set; }

        /// <summary>x</summary>
        [ListSet]
        public string? SetOnText { get; set; }

        /// <summary>x</summary>
        [ListSet]
        public IList<Item>? SetOfObjects { get; set; }

        /// <summary>x</summary>
        [ListSet, ListMapKey("id")]
        public IList<Item>? MapAndSet { get; set; }

        /// <summary>x</summary>
        [ListMapKey("name")]
        public IList<Item>? MapWithoutKey { get; set; }

        /// <summary>x</summary>
        [ListMapKey("note")]
        public IList<Item>? MapWithOptionalKey { get; set; }

        /// <summary>x</summary>
        public JsonObject? BagWithoutMark { get; set; }

        /// <summary>x</summary>
        [PreserveUnknownFields]
        public string? MarkWithoutBag { get; set; }

        /// <summary>x</summary>
        [Required, SchemaDefault("1")]
        public int RequiredWithDefault { get; set; }

        /// <summary>x</summary>
        [SchemaDefault("\"1\"")]
        public int DefaultOfAnotherType { get; set; }

        /// <summary>x</summary>
        [AllowedValues("a", "b"), SchemaDefault("\"c\"")]
        public string? DefaultNotAllowed { get; set; }

        /// <summary>x</summary>
        [Maximum(8), SchemaDefault("9")]
        public int DefaultOutOfRange { get; set; }

        /// <summary>x</summary>
        [Pattern("^a"), SchemaDefault("\"b\"")]
        public string? DefaultNotMatching { get; set; }

        /// <summary>x</summary>
        [SchemaDefault("{\"other\":1}")]
        public Item? DefaultWithUnknownField { get; set; }

        /// <summary>x</summary>
        [SchemaDefault("Orphan")]
        public string? DefaultNoJson { get; set; }

        /// <summary>x</summary>
        public Loop? Recursive { get; set; }

        /// <summary>x</summary>
        public Uri? Uri { get; set; }

        /// <summary>x</summary>
        public Nothing? Empty { get; set; }

        /// <summary>x</summary>
        [CelRule("true", "m", Reason = "Because")]
        public string? RuleWithUnknownReason { get; set; }

        /// <summary>x</summary>
        [CelRule("true", "m", FieldPath = "note")]
        public string? RuleWithBarePath { get; set; }

        /// <summary>x</summary>
        [CelRule("true", "m", OptionalOldSelf = true)]
        public string? RuleWithoutOldSelf { get; set; }

        public string? Undocumented { get; set; }
    }
}
