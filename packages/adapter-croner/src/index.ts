export { CronerTimetable } from "./croner-timetable.ts";
