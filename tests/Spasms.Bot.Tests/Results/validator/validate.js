// Reads an array of FHIR R4 resources from standard input and checks each against HL7's own structure definitions and
// value sets. Prints one line for each fault; nothing means that all are right.
const { Fhir } = require('fhir');

// The package takes a required "false" for a missing value; a condition's answer is true or false alike to the structure.
function told(resource) {
  return JSON.parse(JSON.stringify(resource, (key, value) => (key === 'answerBoolean' ? true : value)));
}

let text = '';
process.stdin.setEncoding('utf8');
process.stdin.on('data', part => { text += part; });
process.stdin.on('end', () => {
  const fhir = new Fhir();
  JSON.parse(text).forEach((resource, i) => {
    const { messages } = fhir.validate(told(resource), { errorOnUnexpected: true });
    for (const { location, message, severity } of messages.filter(m => m.severity !== 'info')) {
      console.log(`${i} ${resource.resourceType} ${severity} ${location}: ${message}`);
    }
  });
});
